-- How many lines had the combinations judged, week by week?
-- grain: one row per lines_number (see combinations) and week
-- param first_week: the first week counted
-- param last_week: the last week counted
-- param first_day: the first week with lines, which is week number 0
with judged as (
    select
        combination_id,
        min(combination_number)::integer as lines_number,
    from temp.tried_combinations
    where combination_number is not null
    group by combination_id
)

select
    judged.lines_number,
    ((weekly_lines.remit_week - $first_day) // 7)::integer as week_number,
    weekly_lines.line_count::integer as line_count,
from sums.combination_weeks as weekly_lines
inner join judged on weekly_lines.combination_id = judged.combination_id
where weekly_lines.remit_week between $first_week and $last_week
