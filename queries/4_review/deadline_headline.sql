-- How many open denials run out of time soon, how many have, and for how much?
-- grain: one row
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day it is seen from; null for today
-- param within_days: how many days count as soon; null for 14
--
-- Missed is what can no longer be won because every deadline is past; what waits for another payer or
-- the patient, and what was given up, missed none.
with lines as (
    select
        deadline_date,
        open_amount,
        is_past and still_denied_place in ('past_deadline', 're_denied') as is_past,
        days_left between 0 and coalesce($within_days::integer, reference.days_ahead())
            as is_soon,
    from review.placed_lines_in_view($filters, $work, $today)
    where
        not is_closed
        and days_left <= coalesce($within_days::integer, reference.days_ahead())
)

select
    count(*) filter (where is_soon) as due_line_count,
    count(*) filter (where is_past) as missed_line_count,
    coalesce(sum(open_amount) filter (where is_soon), 0) as due_open_amount,
    coalesce(sum(open_amount) filter (where is_past), 0) as missed_open_amount,
    min(deadline_date) filter (where is_soon) as first_deadline_date,
    max(deadline_date) filter (where is_soon) as last_deadline_date,
from lines
