-- How many lines had the combinations judged, week by week?
-- grain: one row per lines_number (see combinations) and week
-- param begin_week: the week that judging begins with
-- param last_week: the last week counted
-- param first_day: the first week that is counted apart, which is week number 0
--
-- The weeks before are counted together, as week number -1.
with judged as (
    select
        combination_id,
        min(combination_number)::integer as lines_number,
    from temp.judged_combinations
    group by combination_id
)

select
    judged.lines_number,
    ((weekly_lines.remit_week - $first_day) // 7)::integer as week_number,
    weekly_lines.line_count::integer as line_count,
from sums.combination_weeks as weekly_lines
inner join judged on weekly_lines.combination_id = judged.combination_id
where weekly_lines.remit_week between $first_day and $last_week
union all
select
    judged.lines_number,
    -1 as week_number,
    sum(weekly_lines.line_count)::integer as line_count,
from sums.combination_weeks as weekly_lines
inner join judged on weekly_lines.combination_id = judged.combination_id
where weekly_lines.remit_week between $begin_week and $first_day - 1
group by judged.lines_number
