-- How many combinations had been tried by the end of each week?
-- grain: one row per remit week with lines that count
-- param first_week: the first week counted
-- param last_week: the last week counted
with weeks as (
    select remit_week
    from sums.combination_weeks
    where combination_id = 0 and remit_week between $first_week and $last_week
)

select
    weeks.remit_week,
    sum(count(tried.carc_id)) over (order by weeks.remit_week)::integer
        as tried_combination_count,
from weeks
left join temp.tried_combinations as tried on weeks.remit_week = tried.tried_from_week
group by weeks.remit_week
order by weeks.remit_week
