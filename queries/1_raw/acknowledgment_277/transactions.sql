-- An acknowledgment of claims as its transaction set opens (277CA header).
-- grain: one row per transaction set
-- ids: set_id
with headers as materialized (
    select
        file_id,
        transaction_set_number,
        segment_number,
        string_split(group_header, chr(29)) as gs,
        raw.elements_of_segment(body, 'ST') as st,
        raw.elements_of_segment(body, 'BHT') as bht,
    from temp.acknowledgment_277_loops
    where opened_by = ''
)

select
    file_id,
    transaction_set_number,
    segment_number,
    nullif(st[2], '') as set_control_number,
    coalesce(nullif(st[3], ''), nullif(gs[9], '')) as version_code,
    nullif(bht[2], '') as purpose_code,
    nullif(bht[3], '') as acknowledgment_id,
    nullif(bht[4], '') as acknowledgment_date,
    nullif(bht[5], '') as acknowledgment_time,
    nullif(bht[6], '') as transaction_type_code,
    nullif(gs[3], '') as group_sender_id,
    nullif(gs[4], '') as group_receiver_id,
    nullif(gs[5], '') as group_date,
    nullif(gs[7], '') as group_control_number,
from headers
