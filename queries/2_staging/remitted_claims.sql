-- A payer's answer to a claim.
-- grain: one row per answered claim
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.remittance_835_claims
    union all by name
    select * from raw.csv_claims
)

select
    -- keys
    set_id,
    claim_id,
    file_id,
    transaction_set_number,
    claim_number,
    segment_number,
    -- codes and text
    trim(patient_control_number) as patient_control_number,
    staging.code_of(claim_status_code) as claim_status_code,
    claim_filing_code,
    payer_claim_control_number,
    staging.place_of_service_code_of(facility_type_code) as place_of_service_code,
    staging.code_of(frequency_code) as frequency_code,
    drg_code,
    original_reference_number,
    contract_class,
    prior_authorization_number,
    patient_key,
    nullif(rendering_provider_name, '') as provider_name,
    rendering_provider_id as provider_npi,
    crossover_payer_name,
    -- amounts
    staging.amount_of(charge_amount) as charge_amount,
    staging.amount_of(paid_amount) as paid_amount,
    staging.amount_of(patient_responsibility_amount) as patient_responsibility_amount,
    staging.amount_of(coverage_amount) as coverage_amount,
    staging.amount_of(interest_amount) as interest_amount,
    -- dates
    staging.date_of(statement_from_date) as statement_from_date,
    staging.date_of(statement_to_date) as statement_to_date,
    staging.date_of(received_date) as received_date,
from given
