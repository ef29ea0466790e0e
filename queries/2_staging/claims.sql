-- A claim as it was billed.
-- grain: one row per billed claim
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.claim_837_claims
    union all by name
    select * from raw.csv_billed_claims
)

select
    -- keys
    set_id,
    claim_id,
    file_id,
    transaction_set_number,
    level_number,
    claim_number,
    segment_number,
    -- codes and text
    trim(patient_control_number) as patient_control_number,
    staging.place_of_service_code_of(facility_type_code) as place_of_service_code,
    facility_type_qualifier,
    staging.code_of(frequency_code) as frequency_code,
    assignment_code,
    related_cause_code,
    delay_reason_code,
    original_reference_number,
    -- Of extracts only: an 837 is sent before a payer has given a number.
    payer_claim_control_number,
    prior_authorization_number,
    referral_number,
    clearinghouse_trace_number,
    admission_type_code,
    admission_source_code,
    patient_status_code,
    drg_code,
    -- An institutional claim names who attended instead of who rendered.
    coalesce(rendering_provider_name, attending_provider_name) as provider_name,
    coalesce(rendering_provider_id, attending_provider_id) as provider_npi,
    operating_provider_name,
    operating_provider_id as operating_provider_npi,
    referring_provider_name,
    referring_provider_id as referring_provider_npi,
    facility_name,
    facility_id as facility_npi,
    -- amounts
    staging.amount_of(charge_amount) as charge_amount,
    staging.amount_of(patient_paid_amount) as patient_paid_amount,
    -- dates
    staging.first_day_of(coalesce(statement_dates, service_dates)) as statement_from_date,
    staging.last_day_of(coalesce(statement_dates, service_dates)) as statement_to_date,
    staging.first_day_of(admission_date) as admission_date,
    staging.first_day_of(discharge_date) as discharge_date,
    staging.first_day_of(onset_date) as onset_date,
    staging.first_day_of(accident_date) as accident_date,
from given
