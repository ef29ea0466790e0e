-- A level of a request for information: who asks, who is asked, whose claims, the patient.
-- grain: one row per HL segment; patients and subscribers are left unnamed
-- ids: set_id
with levels as materialized (
    select
        file_id,
        transaction_set_number,
        level_number,
        segment_number,
        level_code,
        raw.elements_of_segment(body, 'NM1') as entity,
    from temp.information_request_277_loops
    where opened_by = 'HL'
)

select
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    level_code,
    nullif(entity[1], '') as entity_code,
    case when level_code in ('19', '20', '21') then nullif(entity[3], '') end as entity_name,
    case when level_code in ('19', '20', '21') then nullif(entity[9], '') end as entity_id,
from levels
