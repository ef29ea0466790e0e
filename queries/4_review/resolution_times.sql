-- How many days after a denial was it answered again, and how long have the others waited?
-- grain: one row per number of days since the denial
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A line without a later answer is counted at its age on the day of the newest remittance: until then
-- it is known to have waited, and of what comes after nothing is known.
with last_day as (
    select max(remit_date) as last_remit_date from marts.remittances
),

waited as (
    select
        lines.is_resolved,
        lines.is_overturned,
        case
            when lines.is_resolved then greatest(lines.days_to_resolution, 0)
            else date_diff('day', lines.remit_date, last_day.last_remit_date)
        end as waited_days,
    from review.lines_in_view($filters) as lines
    cross join last_day
    where lines.is_denied
)

select
    waited_days,
    count(*) as denied_line_count,
    count(*) filter (where is_resolved) as resolved_line_count,
    count(*) filter (where is_overturned) as overturned_line_count,
    count(*) filter (where not is_resolved) as waiting_line_count,
from waited
group by waited_days
order by waited_days
