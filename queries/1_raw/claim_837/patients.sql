-- A patient who is not the subscriber (837 loop 2000C).
-- grain: one row per HL segment of level 23
-- ids: set_id
--
-- Name, member id, birth date and gender are not kept, but for the patient key.
with levels as materialized (
    select
        file_id,
        transaction_set_number,
        level_number,
        segment_number,
        raw.elements_of_segment(body, 'PAT') as pat,
        raw.rest_of_segment(body, 'NM1', 'QC') as patient,
    from temp.claim_837_loops
    where opened_by = 'HL' and split_part(split_part(body, chr(30), 1), chr(29), 4) = '23'
)

select
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    nullif(pat[1], '') as relationship_code,
    raw.patient_key_of(nullif(patient[2], ''), nullif(patient[3], '')) as patient_key,
from levels
