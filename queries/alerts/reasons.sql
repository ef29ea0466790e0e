-- How many lines had the payers that give a reason, and how many were denied for it, by week?
-- grain: one row per reason and week
-- param begin_week: the week that judging begins with
-- param last_week: the last week counted
-- param first_day: the first week that is counted apart, which is week number 0
select
    carc_id::integer as carc_id,
    ((remit_week - $first_day) // 7)::integer as week_number,
    line_count,
    denied_line_count,
from sums.reason_weeks($begin_week, $last_week)
where remit_week >= $first_day
