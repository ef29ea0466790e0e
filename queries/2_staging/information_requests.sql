-- A claim that a payer asks more information about.
-- grain: one row per claim asked about
select
    -- keys
    set_id,
    claim_id,
    file_id,
    transaction_set_number,
    level_number,
    tracking_number,
    segment_number,
    -- codes and text
    nullif(trim(patient_control_number), '') as patient_control_number,
    nullif(trim(payer_claim_control_number), '') as payer_claim_control_number,
    bill_type_code,
    -- dates
    staging.first_day_of(service_dates) as service_date,
    staging.first_day_of(due_date) as due_date,
from raw.information_request_277_requests
