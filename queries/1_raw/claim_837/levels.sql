-- A level of the tree claims hang on: billing provider (20), subscriber (22) or patient (23).
-- grain: one row per HL segment
-- ids: set_id
with levels as (
    select
        file_id,
        transaction_set_number,
        level_number,
        segment_number,
        string_split(split_part(body, chr(30), 1), chr(29)) as hl,
    from temp.claim_837_loops
    where opened_by = 'HL'
)

select
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    nullif(hl[2], '') as level_id,
    nullif(hl[3], '') as parent_level_id,
    nullif(hl[4], '') as level_code,
from levels
