-- How did what each action is about go, week by week?
-- grain: one row per action and week
-- param actions: what the team decided (analytics/notebook/actions.py)
-- param week: Monday of the last week looked at; null for all that are loaded
select
    action_number,
    counted_count,
    total_count,
    amount,
    is_healthy,
    is_before,
    is_after,
    counted_week,
from review.weeks_of_actions($actions)
where $week::date is null or counted_week <= $week::date
order by action_number, counted_week
