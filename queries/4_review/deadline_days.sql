-- On which of the coming days do deadlines fall, and whose are they?
-- grain: one row per day and owner with an open denial due
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day it is seen from; null for today
-- param within_days: how many days ahead; null for 14
select
    deadline_date,
    owner,
    count(*) as due_line_count,
    sum(open_amount) as due_open_amount,
from review.placed_lines_in_view($filters, $work, $today)
where
    not is_closed
    and days_left between 0 and coalesce($within_days::integer, reference.days_ahead())
group by deadline_date, owner
order by deadline_date, due_open_amount desc, owner
