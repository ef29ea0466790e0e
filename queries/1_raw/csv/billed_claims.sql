-- A claim as it was billed, as a claim extract gives it.
-- grain: one row per claim of a claim extract
-- ids: set_id, claim_id
--
-- Its charge is that of the row that is about the whole claim, else the sum of its lines.
with line_charges as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        try_cast(arg_min(charge_amount, row_number) as decimal(12, 2)) as charge_amount,
    from temp.csv_billed_rows
    group by file_id, transaction_set_number, claim_number, service_line_number
),

charges as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        coalesce(
            max(charge_amount) filter (service_line_number = 0),
            sum(charge_amount) filter (service_line_number > 0)
        )::decimal(12, 2)::varchar as charge_amount,
    from line_charges
    group by file_id, transaction_set_number, claim_number
),

claims as (
    select
        file_id,
        transaction_set_number,
        level_number,
        claim_number,
        min(row_number) as row_number,
        any_value(patient_control_number) as patient_control_number,
        arg_min(payer_claim_control_number, row_number) as payer_claim_control_number,
        arg_min(facility_type_code, row_number) as facility_type_code,
        arg_min(facility_type_qualifier, row_number) as facility_type_qualifier,
        any_value(frequency_code) as frequency_code,
        arg_min(original_reference_number, row_number) as original_reference_number,
        arg_min(prior_authorization_number, row_number) as prior_authorization_number,
        arg_min(referral_number, row_number) as referral_number,
        arg_min(provider_name, row_number) as rendering_provider_name,
        arg_min(provider_npi, row_number) as rendering_provider_id,
        arg_min(referring_provider_name, row_number) as referring_provider_name,
        arg_min(referring_provider_npi, row_number) as referring_provider_id,
        arg_min(facility_name, row_number) as facility_name,
        min(service_from_date) as first_date,
        max(coalesce(service_to_date, service_from_date)) as last_date,
    from temp.csv_billed_rows
    group by file_id, transaction_set_number, level_number, claim_number
)

select
    claims.file_id,
    claims.transaction_set_number,
    claims.level_number,
    claims.claim_number,
    claims.row_number as segment_number,
    claims.row_number,
    claims.patient_control_number,
    claims.payer_claim_control_number,
    charges.charge_amount,
    claims.facility_type_code,
    claims.facility_type_qualifier,
    claims.frequency_code,
    claims.original_reference_number,
    claims.prior_authorization_number,
    claims.referral_number,
    claims.rendering_provider_name,
    claims.rendering_provider_id,
    claims.referring_provider_name,
    claims.referring_provider_id,
    claims.facility_name,
    nullif(concat_ws('-', first_date, last_date), '') as statement_dates,
from claims
inner join charges using (file_id, transaction_set_number, claim_number)
