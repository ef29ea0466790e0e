-- How many lines, and how many open dollars, has each list of the work list?
-- grain: one row per list, empty ones included
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day deadlines are seen from; null for today
-- param me: whose list mine is
with lists as (
    select unnest(['due', 'recover', 'mine', 'unassigned', 'waiting', 'records', 'past']) as list
),

lines as (
    select *
    from review.work_lines_in_view($filters, $work, $today, $me)
)

select
    lists.list,
    count(lines.line_id) as line_count,
    coalesce(sum(lines.open_amount), 0) as open_amount,
from lists
left join lines
    on
        review.is_on_list(
            lists.list,
            lines.is_due,
            lines.is_to_recover,
            lines.is_mine,
            lines.is_unassigned,
            lines.is_sent,
            lines.is_asked_for,
            lines.is_missed
        )
group by lists.list
order by lists.list
