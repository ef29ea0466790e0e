-- A payer's answer to a claim as it is in the file, and what its status and its sign mean.
-- grain: one row per answered claim
-- scope: claim
-- needs: staging.remitted_claims
--
-- A reversal mirrors the answer it takes back, with negated amounts (835 guide 1.10.2.8): the sign
-- shows it, with any CLP02. A 22 with positive amounts is the correction itself, given "as if
-- it were the original payment" (X12 RFI 288). A status that says no decision was made (5, 10, 13,
-- 15 to 17 of 4010; 23, not ours and forwarded) is no answer yet; 25 is an estimate.
with line_dates as (
    select
        claim_id,
        min(service_date) as service_date,
    from staging.remitted_lines
    group by claim_id
),

signed as (
    select
        remitted_claims.*,
        coalesce(claim_statuses.standing, 'primary') as status_standing,
        coalesce(remitted_claims.charge_amount, 0) as known_charge_amount,
        coalesce(remitted_claims.paid_amount, 0) as known_paid_amount,
    from staging.remitted_claims
    left join reference.claim_statuses
        on remitted_claims.claim_status_code = claim_statuses.claim_status_code
)

select
    signed.set_id,
    signed.claim_id,
    signed.file_id,
    signed.transaction_set_number,
    signed.claim_number,
    signed.segment_number,
    remittances.payer_name,
    remittances.payer_key,
    remittances.payer_trace_id,
    remittances.trace_number,
    coalesce(signed.patient_control_number, '') as patient_control_number,
    not staging.is_placeholder(signed.patient_control_number) as has_control_number,
    signed.payer_claim_control_number,
    case
        when not staging.is_placeholder(signed.payer_claim_control_number)
            then upper(trim(signed.payer_claim_control_number))
    end as payer_number,
    signed.original_reference_number,
    case
        when not staging.is_placeholder(signed.original_reference_number)
            then upper(trim(signed.original_reference_number))
    end as referred_number,
    signed.claim_status_code,
    signed.claim_filing_code,
    signed.place_of_service_code,
    coalesce(signed.provider_name, signed.provider_npi, remittances.payee_name) as provider_name,
    remittances.client_name,
    signed.patient_key,
    signed.known_charge_amount as charge_amount,
    signed.known_paid_amount as paid_amount,
    case
        when
            staging.is_reversal(
                signed.known_charge_amount,
                signed.known_paid_amount,
                signed.status_standing = 'reversal'
            )
            then 'reversal'
        when signed.status_standing = 'reversal' then 'correction'
        else signed.status_standing
    end as standing,
    coalesce(line_dates.service_date, signed.statement_from_date) as service_date,
    remittances.remit_date,
    remittances.remit_week,
from signed
inner join marts.remittances on signed.set_id = remittances.set_id
left join line_dates on signed.claim_id = line_dates.claim_id;
