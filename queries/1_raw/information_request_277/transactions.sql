-- A request for additional information as its transaction set opens (277 X213 header).
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
    from temp.information_request_277_loops
    where opened_by = ''
)

select
    file_id,
    transaction_set_number,
    segment_number,
    nullif(st[2], '') as set_control_number,
    coalesce(nullif(gs[9], ''), nullif(st[3], '')) as version_code,
    nullif(bht[3], '') as request_batch_number,
    nullif(bht[4], '') as request_date,
    nullif(gs[5], '') as group_date,
from headers
