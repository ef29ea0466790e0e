-- A claim of a remittance is loaded once, however many files tell of it.
-- grain: one row per claim told by more than one transaction set
with tellings as (
    select
        remittances.payer_name,
        remittances.trace_number,
        remittances.remit_date,
        remittances.payment_amount,
        remitted_claims.patient_control_number,
        remitted_claims.payer_claim_control_number,
        remitted_claims.claim_status_code,
        remitted_claims.charge_amount,
        remitted_claims.paid_amount,
        count(distinct remittances.file_id || '-' || remittances.transaction_set_number::varchar)
            as telling_count,
    from marts.remitted_claims
    inner join marts.remittances
        on
            remitted_claims.file_id = remittances.file_id
            and remitted_claims.transaction_set_number = remittances.transaction_set_number
    where remittances.payment_amount is not null
    group by
        remittances.payer_name,
        remittances.trace_number,
        remittances.remit_date,
        remittances.payment_amount,
        remitted_claims.patient_control_number,
        remitted_claims.payer_claim_control_number,
        remitted_claims.claim_status_code,
        remitted_claims.charge_amount,
        remitted_claims.paid_amount
)

select
    trace_number,
    remit_date,
    charge_amount,
    telling_count,
from tellings
where telling_count > 1
