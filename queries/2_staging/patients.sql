-- A patient who is not the subscriber.
-- grain: one row per patient level
select
    -- keys
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    -- codes and text
    relationship_code,
    concat_ws(', ', patient_last_name, patient_first_name) as patient_name,
    patient_member_id,
    patient_gender_code,
    -- dates
    staging.date_of(patient_birth_date) as patient_birth_date,
from raw.claim_837_patients
