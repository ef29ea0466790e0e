-- On which of the coming days do deadlines fall, and whose are they?
-- grain: one row per day and owner with an open denial due
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day it is seen from; null for today
-- param within_days: how many days ahead; null for 14
select
    next_deadlines.deadline_date,
    lines.owner,
    count(*) as due_line_count,
    sum(lines.open_amount) as due_open_amount,
from review.worked_lines_in_view($filters, $work) as lines
inner join review.next_deadlines($today) as next_deadlines
    on
        lines.chain_number = next_deadlines.chain_number
        and lines.chain_line_number = next_deadlines.chain_line_number
where
    not lines.is_closed
    and next_deadlines.days_left between 0
    and coalesce($within_days::integer, reference.days_ahead())
group by next_deadlines.deadline_date, lines.owner
order by next_deadlines.deadline_date, due_open_amount desc, lines.owner
