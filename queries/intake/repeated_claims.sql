-- Which claims of a file were loaded before, with the same remittance?
-- grain: one row per transaction set and claim told before; claim 0 is a set without claims
-- param file_id: the file
--
-- A remittance is known by payer, trace number, date and amount, whatever file it stands in; a
-- claim of it by its control numbers, status and amounts. The n-th of equal claims is the n-th.
with remittances as (
    select
        file_id,
        transaction_set_number,
        upper(coalesce(payer_name_as_given, payer_id, '')) as payer_key,
        coalesce(trace_number, '') as trace_number,
        coalesce(payment_date, production_date, date '1900-01-01') as remit_date,
        coalesce(payment_amount, 0) as payment_amount,
    from staging.remittances
),

own as (
    select *
    from remittances
    where file_id = $file_id
),

-- A remittance of another file, or an earlier one of this file, with the same key.
earlier as (
    select
        own.transaction_set_number as own_set_number,
        remittances.file_id,
        remittances.transaction_set_number,
    from own
    inner join remittances
        on
            own.payer_key = remittances.payer_key
            and own.trace_number = remittances.trace_number
            and own.remit_date = remittances.remit_date
            and own.payment_amount = remittances.payment_amount
    where
        remittances.file_id != $file_id
        or remittances.transaction_set_number < own.transaction_set_number
),

own_claims as (
    select
        remitted_claims.transaction_set_number,
        remitted_claims.claim_number,
        concat_ws(
            '|',
            coalesce(patient_control_number, ''), coalesce(payer_claim_control_number, ''),
            coalesce(claim_status_code, ''), coalesce(charge_amount::varchar, ''),
            coalesce(paid_amount::varchar, '')
        ) as claim_key,
    from staging.remitted_claims
    where
        file_id = $file_id
        and transaction_set_number in (select own_set_number from earlier)
),

earlier_claims as (
    select
        earlier.own_set_number,
        concat_ws(
            '|',
            coalesce(patient_control_number, ''), coalesce(payer_claim_control_number, ''),
            coalesce(claim_status_code, ''), coalesce(charge_amount::varchar, ''),
            coalesce(paid_amount::varchar, '')
        ) as claim_key,
        row_number() over (
            partition by
                earlier.own_set_number,
                coalesce(patient_control_number, ''), coalesce(payer_claim_control_number, ''),
                coalesce(claim_status_code, ''), coalesce(charge_amount::varchar, ''),
                coalesce(paid_amount::varchar, '')
            order by remitted_claims.file_id, remitted_claims.transaction_set_number, claim_number
        ) as copy_number,
    from earlier
    inner join staging.remitted_claims
        on
            earlier.file_id = remitted_claims.file_id
            and earlier.transaction_set_number = remitted_claims.transaction_set_number
),

numbered_claims as (
    select
        *,
        row_number() over (
            partition by transaction_set_number, claim_key
            order by claim_number
        ) as copy_number,
        count(*) over (partition by transaction_set_number) as claim_count,
    from own_claims
)

select
    numbered_claims.transaction_set_number,
    numbered_claims.claim_number,
    numbered_claims.claim_count,
from numbered_claims
inner join earlier_claims
    on
        numbered_claims.transaction_set_number = earlier_claims.own_set_number
        and numbered_claims.claim_key = earlier_claims.claim_key
        and numbered_claims.copy_number = earlier_claims.copy_number
union all
select distinct
    earlier.own_set_number as transaction_set_number,
    0 as claim_number,
    0 as claim_count,
from earlier
where
    earlier.own_set_number not in (select transaction_set_number from own_claims)
order by transaction_set_number, claim_number
