-- A denied line has a primary reason.
-- grain: one row per denied line without one
select
    file_id,
    segment_number,
    denied_amount,
from marts.remitted_lines
where is_denied and carc_code is null
