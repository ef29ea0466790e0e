-- A claim named in an acknowledgment.
-- grain: one row per claim of an acknowledgment
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
    level_code,
    trim(patient_control_number) as patient_control_number,
    payer_claim_control_number,
    clearinghouse_trace_number,
    original_reference_number,
    bill_type_code,
    -- dates
    staging.first_day_of(service_dates) as service_date,
    staging.last_day_of(service_dates) as service_to_date,
from raw.acknowledgment_277_claims
