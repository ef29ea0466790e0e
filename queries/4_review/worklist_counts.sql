-- How many denied lines, and how many dollars, has each status, assignee and owner?
-- grain: one row per kind of choice and value; each kind counts under the choices of the others
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day deadlines are seen from; null for today
-- param within_days: only lines with a deadline to come in so many days; null for all
-- param status: only lines of this status; null for all
-- param assignee: only lines of this person, '' for nobody's; null for all
-- param owner: only lines this owner usually works; null for all
with lines as (
    select
        work_status,
        coalesce(assignee, '') as assignee,
        owner,
        denied_amount,
        open_amount,
        review.is_wanted($status, work_status) as has_status,
        review.is_wanted($assignee, coalesce(assignee, '')) as has_assignee,
        review.is_wanted($owner, owner) as has_owner,
    from review.due_lines_in_view($filters, $work, $today, $within_days)
),

choices as (
    select
        'status' as choice_kind,
        work_status as value,
        denied_amount,
        open_amount,
    from lines
    where has_assignee and has_owner
    union all
    select
        'assignee' as choice_kind,
        assignee as value,
        denied_amount,
        open_amount,
    from lines
    where has_status and has_owner
    union all
    select
        'owner' as choice_kind,
        owner as value,
        denied_amount,
        open_amount,
    from lines
    where has_status and has_assignee
)

select
    choice_kind,
    value,
    count(*) as denied_line_count,
    count(*) filter (where open_amount > 0) as open_line_count,
    sum(denied_amount) as denied_amount,
    sum(open_amount) as open_amount,
from choices
group by choice_kind, value
order by choice_kind, open_amount desc, denied_line_count desc, value
