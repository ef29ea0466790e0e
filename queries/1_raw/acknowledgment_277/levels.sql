-- A level of an acknowledgment: who says it, who sent the claims, whose they are, the patient.
-- grain: one row per HL segment
-- ids: set_id
--
-- Levels 20, 21, 19 and PT, in this order (277CA guide, loops 2000A to 2000D). Of a patient nothing is
-- kept but the patient key.
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
        level_code in ('19', '20', '21') and coalesce(entity[1], '') not in ('IL', 'QC')
            as is_organization,
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
),

-- How much of a batch was taken and refused: QTY 90 and AA of a receiver, QA and QC of a provider;
-- AMT YU and YY of both (277CA guide, loops 2200B and 2200C).
totals as (
    select
        file_id,
        transaction_set_number,
        level_number,
        max(raw.value_of_segment(body, 'QTY', if(level_code = '21', '90', 'QA')))
            as accepted_claim_count,
        max(raw.value_of_segment(body, 'QTY', if(level_code = '21', 'AA', 'QC')))
            as rejected_claim_count,
        max(raw.value_of_segment(body, 'AMT', 'YU')) as accepted_amount,
        max(raw.value_of_segment(body, 'AMT', 'YY')) as rejected_amount,
    from temp.acknowledgment_277_loops
    where level_code in ('19', '21') and opened_by in ('HL', 'TRN')
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
    case
        when is_organization
            then nullif(concat_ws(', ', nullif(entity[3], ''), nullif(entity[4], '')), '')
    end as entity_name,
    case when is_organization then nullif(entity[8], '') end as entity_id_qualifier,
    case when is_organization then nullif(entity[9], '') end as entity_id,
    case
        when not is_organization
            then raw.patient_key_of(nullif(entity[3], ''), nullif(entity[4], ''))
    end as patient_key,
    batch_number,
    accepted_claim_count,
    rejected_claim_count,
    accepted_amount,
    rejected_amount,
from levels
left join batches using (file_id, transaction_set_number, level_number)
left join totals using (file_id, transaction_set_number, level_number)
