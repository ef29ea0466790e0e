-- What an acknowledgment says of a claim, a line, a provider or a batch (STC).
-- grain: one row per STC segment; service_line_number 0 is above the lines
-- ids: set_id
--
-- Up to three codes are in one segment (STC01, STC10, STC11), each a category, a status and the
-- entity it is about. The free text beside them (STC12) is not kept: it often names the patient.
with loops as (
    select
        file_id,
        transaction_set_number,
        level_number,
        tracking_number,
        service_line_number,
        segment_number as loop_segment_number,
        level_code,
        string_split(body, chr(30)) as segments,
    from temp.acknowledgment_277_loops
    where contains(body, chr(30) || 'STC' || chr(29))
),

segments as (
    select
        file_id,
        transaction_set_number,
        level_number,
        tracking_number,
        service_line_number,
        loop_segment_number,
        level_code,
        unnest(range(0, len(segments))) as place,
        unnest(segments) as segment,
    from loops
),

statuses as (
    select
        *,
        string_split(segment, chr(29)) as stc,
    from segments
    where starts_with(segment, 'STC' || chr(29))
)

select
    file_id,
    transaction_set_number,
    level_number,
    tracking_number,
    service_line_number,
    (loop_segment_number + place)::bigint as segment_number,
    row_number() over (
        partition by
            file_id, transaction_set_number, level_number, tracking_number, service_line_number
        order by place
    )::integer as status_number,
    level_code,
    raw.component_of(stc[2], 1) as status_category_code,
    raw.component_of(stc[2], 2) as status_code,
    raw.component_of(stc[2], 3) as entity_code,
    raw.component_of(stc[11], 1) as status_category_code_2,
    raw.component_of(stc[11], 2) as status_code_2,
    raw.component_of(stc[11], 3) as entity_code_2,
    raw.component_of(stc[12], 1) as status_category_code_3,
    raw.component_of(stc[12], 2) as status_code_3,
    raw.component_of(stc[12], 3) as entity_code_3,
    nullif(stc[4], '') as action_code,
    nullif(stc[5], '') as charge_amount,
    nullif(stc[6], '') as paid_amount,
    nullif(stc[3], '') as status_date,
from statuses
