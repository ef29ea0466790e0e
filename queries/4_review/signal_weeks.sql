-- Which weeks were looked at for what is new, worse or improved, and how much was found?
-- grain: one row per week looked at, the newest first
with counted as (
    select
        remit_week,
        count(*) filter (where kind = 'new_or_worse' and status != 'ended') as alert_count,
        count(*) filter (where kind = 'watch') as watched_count,
        count(*) filter (where kind = 'improved' and status != 'ended') as improved_count,
    from signals.alerts
    group by remit_week
)

select
    judged_weeks.remit_week,
    judged_weeks.combination_count,
    coalesce(counted.alert_count, 0) as alert_count,
    coalesce(counted.watched_count, 0) as watched_count,
    coalesce(counted.improved_count, 0) as improved_count,
from signals.judged_weeks
left join counted on judged_weeks.remit_week = counted.remit_week
order by judged_weeks.remit_week desc
