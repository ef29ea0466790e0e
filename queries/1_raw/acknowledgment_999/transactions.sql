-- An acknowledgment of sets as it opens: which group of sets it answers (999 header, AK1).
-- grain: one row per transaction set
-- ids: set_id
with headers as materialized (
    select
        file_id,
        transaction_set_number,
        segment_number,
        string_split(group_header, chr(29)) as gs,
        raw.elements_of_segment(body, 'ST') as st,
        raw.elements_of_segment(body, 'AK1') as ak1,
    from temp.acknowledgment_999_loops
    where response_number = 0
)

select
    file_id,
    transaction_set_number,
    segment_number,
    nullif(st[1], '') as set_kind,
    nullif(st[2], '') as set_control_number,
    nullif(ak1[1], '') as answered_group_kind,
    nullif(ak1[2], '') as answered_group_control_number,
    nullif(ak1[3], '') as answered_version_code,
    nullif(gs[3], '') as group_sender_id,
    nullif(gs[4], '') as group_receiver_id,
    nullif(gs[5], '') as group_date,
    nullif(gs[6], '') as group_time,
    nullif(gs[7], '') as group_control_number,
from headers
