-- A payer's answer to a claim as a remittance extract gives it.
-- grain: one row per claim of a remittance of a file
-- ids: set_id, claim_id
--
-- Names and member ids are not kept, but for the patient key.
-- Amounts are those of the row that is about the whole claim, else the sums of its lines.
with answers as (
    select
        lines.file_id,
        lines.transaction_set_number,
        lines.claim_number,
        lines.service_line_number,
        coalesce(lines.charge_amount, derived_charges.charge_amount) as charge_amount,
        lines.paid_amount,
        lines.patient_responsibility_amount,
    from temp.csv_answered_lines as lines
    left join temp.csv_derived_charges as derived_charges using (
        file_id, transaction_set_number, claim_number, service_line_number
    )
),

claim_amounts as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        coalesce(
            max(charge_amount) filter (service_line_number = 0),
            sum(charge_amount) filter (service_line_number > 0)
        )::decimal(12, 2)::varchar as charge_amount,
        coalesce(
            max(paid_amount) filter (service_line_number = 0),
            sum(paid_amount) filter (service_line_number > 0)
        )::decimal(12, 2)::varchar as paid_amount,
        coalesce(
            max(patient_responsibility_amount) filter (service_line_number = 0),
            sum(patient_responsibility_amount) filter (service_line_number > 0)
        )::decimal(12, 2)::varchar as patient_responsibility_amount,
    from answers
    group by file_id, transaction_set_number, claim_number
),

claims as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        min(row_number) as row_number,
        any_value(patient_control_number) as patient_control_number,
        any_value(claim_status_code) as claim_status_code,
        any_value(payer_claim_control_number) as payer_claim_control_number,
        arg_min(claim_filing_code, row_number) as claim_filing_code,
        arg_min(raw.facility_code_of(facility_type_code), row_number) as facility_type_code,
        arg_min(frequency_code, row_number) as frequency_code,
        arg_min(original_reference_number, row_number) as original_reference_number,
        arg_min(prior_authorization_number, row_number) as prior_authorization_number,
        arg_min(patient_last_name, row_number) as patient_last_name,
        arg_min(patient_first_name, row_number) as patient_first_name,
        arg_min(patient_name, row_number) as patient_name,
        arg_min(provider_name, row_number) as rendering_provider_name,
        arg_min(provider_npi, row_number) as rendering_provider_id,
        min(service_from_date) as statement_from_date,
        max(coalesce(service_to_date, service_from_date)) as statement_to_date,
        arg_min(received_date, row_number) as received_date,
    from temp.csv_placed_rows
    inner join temp.csv_rows using (file_id, row_number)
    group by file_id, transaction_set_number, claim_number
)

select
    claims.file_id,
    claims.transaction_set_number,
    claims.claim_number,
    claims.row_number as segment_number,
    claims.row_number,
    claims.patient_control_number,
    claims.claim_status_code,
    claim_amounts.charge_amount,
    claim_amounts.paid_amount,
    claim_amounts.patient_responsibility_amount,
    claims.claim_filing_code,
    claims.payer_claim_control_number,
    claims.facility_type_code,
    claims.frequency_code,
    raw.patient_key_of(
        coalesce(claims.patient_last_name, trim(split_part(claims.patient_name, ',', 1))),
        coalesce(
            claims.patient_first_name, nullif(trim(split_part(claims.patient_name, ',', 2)), '')
        )
    ) as patient_key,
    claims.rendering_provider_name,
    claims.rendering_provider_id,
    claims.original_reference_number,
    claims.prior_authorization_number,
    claims.statement_from_date,
    claims.statement_to_date,
    claims.received_date,
from claims
inner join claim_amounts using (file_id, transaction_set_number, claim_number)
