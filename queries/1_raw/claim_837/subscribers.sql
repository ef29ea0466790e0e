-- Whose insurance is billed, and the payer it is billed to (837 loop 2000B). Names patients: PHI.
-- grain: one row per HL segment of level 22
with levels as materialized (
    select
        file_id,
        transaction_set_number,
        level_number,
        segment_number,
        body,
        raw.elements_of_segment(body, 'SBR') as sbr,
        raw.rest_of_segment(body, 'NM1', 'IL') as subscriber,
        raw.rest_of_segment(body, 'NM1', 'PR') as payer,
        raw.elements_of_segment(body, 'DMG') as dmg,
    from temp.claim_837_loops
    where opened_by = 'HL' and split_part(split_part(body, chr(30), 1), chr(29), 4) = '22'
)

select
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    nullif(sbr[1], '') as payer_sequence_code,
    nullif(sbr[2], '') as relationship_code,
    nullif(sbr[3], '') as group_number,
    nullif(sbr[4], '') as group_name,
    nullif(sbr[5], '') as insurance_type_code,
    nullif(sbr[9], '') as claim_filing_code,
    nullif(subscriber[2], '') as subscriber_last_name,
    nullif(subscriber[3], '') as subscriber_first_name,
    nullif(subscriber[8], '') as subscriber_member_id,
    nullif(dmg[2], '') as subscriber_birth_date,
    nullif(dmg[3], '') as subscriber_gender_code,
    nullif(payer[2], '') as payer_name,
    nullif(payer[7], '') as payer_id_qualifier,
    nullif(payer[8], '') as payer_id,
    raw.value_of_segment(body, 'REF', '2U') as payer_additional_id,
from levels
