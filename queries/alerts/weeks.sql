-- How many combinations had been tried by the end of each week?
-- grain: one row per remit week with lines that count
-- param begin_week: the week that judging begins with
-- param judge_from: the first week that is judged
-- param weeks_back: how many weeks before it are counted apart
-- param last_week: the last week told of
--
-- week_number is 0 in the first week that is counted apart, and less in those before.
with tried as (
    select
        tried_from_week,
        count(*) as combination_count,
    from sums.tried_combinations
    where begin_week = $begin_week
    group by tried_from_week
)

select
    lines.remit_week,
    (
        lines.remit_week
        - greatest(
            min(lines.remit_week) over (),
            least($judge_from, max(lines.remit_week) over ()) - 7 * $weeks_back
        )
    ) // 7 as week_number,
    (sum(coalesce(tried.combination_count, 0)) over (order by lines.remit_week))::integer
        as tried_combination_count,
from sums.combination_weeks as lines
left join tried on lines.remit_week = tried.tried_from_week
where lines.combination_id = 0 and lines.remit_week between $begin_week and $last_week
order by lines.remit_week
