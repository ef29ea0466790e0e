-- One loop of a request for information: its header (level 0), a level, what it tracks, a line.
-- grain: one row per loop of the transaction sets in hand; kept for the batch only
select
    file_id,
    transaction_set_number,
    level_number,
    level_code,
    tracking_number,
    service_line_number,
    segment_number,
    opened_by,
    group_header,
    body,
from raw.loops_of_277()
