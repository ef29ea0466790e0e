-- How much passes its last deadline each week: the 12 weeks before today's, and the 12 to come?
-- grain: one row per week of the last deadline, weeks without any included
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day it is seen from; null for today
-- param week_count: how many weeks back, and how many from this week on; null for 12
--
-- Lines still denied today, once each, in the week of the latest of their deadlines. What waits for
-- another payer or the patient, and what was given up, has no deadline to meet.
with seen as (
    select
        date_trunc('week', coalesce($today::date, current_date))::date as this_week,
        coalesce($week_count::integer, 12) as week_count,
        coalesce($today::date, current_date) as day,
),

weeks as (
    select
        unnest(range(-seen.week_count, seen.week_count))::integer as weeks_ahead,
        seen.this_week,
        seen.day,
    from seen
),

lines as (
    select
        date_trunc('week', last_deadline_date)::date as deadline_week,
        last_deadline_date,
        still_denied_amount,
    from review.placed_lines_in_view($filters, $work, $today)
    where still_denied_place in ('winnable', 'past_deadline', 're_denied')
)

select
    weeks.this_week + 7 * weeks.weeks_ahead as deadline_week,
    weeks.weeks_ahead,
    count(*) filter (where lines.last_deadline_date < weeks.day) as past_line_count,
    count(*) filter (where lines.last_deadline_date >= weeks.day) as due_line_count,
    coalesce(
        sum(lines.still_denied_amount) filter (where lines.last_deadline_date < weeks.day), 0
    ) as past_amount,
    coalesce(
        sum(lines.still_denied_amount) filter (where lines.last_deadline_date >= weeks.day), 0
    ) as due_amount,
from weeks
left join lines on lines.deadline_week = weeks.this_week + 7 * weeks.weeks_ahead
group by weeks.this_week, weeks.weeks_ahead
order by weeks.weeks_ahead
