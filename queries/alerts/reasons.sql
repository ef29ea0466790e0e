-- How many lines had the payers that give a reason, and how many were denied for it, by week?
-- grain: one row per reason and week
-- param first_week: the first week counted
-- param last_week: the last week counted
-- param first_day: the first week with lines, which is week number 0
select
    carc_id::integer as carc_id,
    ((remit_week - $first_day) // 7)::integer as week_number,
    line_count,
    denied_line_count,
from sums.reason_weeks($first_week, $last_week)
