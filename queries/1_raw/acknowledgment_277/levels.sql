-- A level of an acknowledgment: who says it, who sent the claims, whose they are, the patient.
-- grain: one row per HL segment; names patients: PHI
--
-- Levels 20, 21, 19 and PT, in this order (277CA guide, loops 2000A to 2000D).
with levels as materialized (
    select
        file_id,
        transaction_set_number,
        level_number,
        segment_number,
        level_code,
        body,
        string_split(split_part(body, chr(30), 1), chr(29)) as hl,
        raw.elements_of_segment(body, 'NM1') as entity,
    from temp.acknowledgment_277_loops
    where opened_by = 'HL'
),

-- What the receiver calls the batch is what it sent as BHT03 (277CA guide, loop 2200B).
batches as (
    select
        file_id,
        transaction_set_number,
        level_number,
        arg_min(
            nullif(split_part(split_part(body, chr(30), 1), chr(29), 3), ''), tracking_number
        ) as batch_number,
    from temp.acknowledgment_277_loops
    where opened_by = 'TRN' and level_code = '21'
    group by file_id, transaction_set_number, level_number
)

select
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    nullif(hl[2], '') as level_id,
    nullif(hl[3], '') as parent_level_id,
    level_code,
    nullif(entity[1], '') as entity_code,
    nullif(entity[3], '') as last_name,
    nullif(entity[4], '') as first_name,
    nullif(entity[8], '') as entity_id_qualifier,
    nullif(entity[9], '') as entity_id,
    batch_number,
from levels
left join batches using (file_id, transaction_set_number, level_number)
