-- A patient who is not the subscriber.
-- grain: one row per patient level
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    -- codes and text
    relationship_code,
    patient_key,
from raw.claim_837_patients
