-- Whose insurance is billed, and the payer it is billed to (837 loop 2000B).
-- grain: one row per HL segment of level 22
-- ids: set_id
--
-- Name, member id, group, birth date and gender are not kept, but for the patient key.
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
    nullif(sbr[5], '') as insurance_type_code,
    nullif(sbr[9], '') as claim_filing_code,
    raw.patient_key_of(nullif(subscriber[2], ''), nullif(subscriber[3], '')) as patient_key,
    nullif(payer[2], '') as payer_name,
    nullif(payer[7], '') as payer_id_qualifier,
    nullif(payer[8], '') as payer_id,
    raw.value_of_segment(body, 'REF', '2U') as payer_additional_id,
from levels
