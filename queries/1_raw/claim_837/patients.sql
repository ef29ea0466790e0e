-- A patient who is not the subscriber (837 loop 2000C). Names patients: PHI.
-- grain: one row per HL segment of level 23
with levels as materialized (
    select
        file_id,
        transaction_set_number,
        level_number,
        segment_number,
        raw.elements_of_segment(body, 'PAT') as pat,
        raw.rest_of_segment(body, 'NM1', 'QC') as patient,
        raw.elements_of_segment(body, 'DMG') as dmg,
    from temp.claim_837_loops
    where opened_by = 'HL' and split_part(split_part(body, chr(30), 1), chr(29), 4) = '23'
)

select
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    nullif(pat[1], '') as relationship_code,
    nullif(patient[2], '') as patient_last_name,
    nullif(patient[3], '') as patient_first_name,
    nullif(patient[8], '') as patient_member_id,
    nullif(dmg[2], '') as patient_birth_date,
    nullif(dmg[3], '') as patient_gender_code,
from levels
