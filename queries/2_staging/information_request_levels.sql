-- A level of a request for information: who asks, who is asked, whose claims, the patient.
-- grain: one row per level
--
-- Levels are in order, so the last of a kind before a patient is the patient's.
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    max(case when level_code = '20' then level_number end) over so_far as source_level_number,
    -- codes and text
    level_code,
    entity_code,
    trim(regexp_replace(entity_name, '\s+', ' ', 'g')) as entity_name,
    entity_id,
from raw.information_request_277_levels
window
    so_far as (
        partition by file_id, transaction_set_number
        order by level_number
        rows between unbounded preceding and current row
    )
