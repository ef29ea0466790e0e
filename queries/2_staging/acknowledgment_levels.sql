-- A level of an acknowledgment: who says it, who sent the claims, whose they are, the patient.
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
    max(case when level_code = '21' then level_number end) over so_far as receiver_level_number,
    max(case when level_code = '19' then level_number end) over so_far as provider_level_number,
    -- codes and text
    level_id,
    parent_level_id,
    level_code,
    entity_code,
    entity_name,
    entity_id_qualifier,
    entity_id,
    patient_key,
    -- Of a receiver (21) only: the number of the batch it sent (837 BHT03).
    trim(batch_number) as batch_number,
    -- counts and amounts, of a receiver (21) or provider (19)
    try_cast(accepted_claim_count as integer) as accepted_claim_count,
    try_cast(rejected_claim_count as integer) as rejected_claim_count,
    staging.amount_of(accepted_amount) as accepted_amount,
    staging.amount_of(rejected_amount) as rejected_amount,
from raw.acknowledgment_277_levels
window
    so_far as (
        partition by file_id, transaction_set_number
        order by level_number
        rows between unbounded preceding and current row
    )
