-- When were the lines sent that were answered in a week?
-- grain: one row per remit week and week of submission
-- scope: store
-- param filters: everything; first answers of first payers are counted
-- param weeks: the remit weeks counted; null: all
select
    count(*) as line_count,
    date_trunc('week', submission_date)::date as submission_week,
    remit_week,
from review.lines_in_view($filters)
where
    remit_week is not null
    and submission_date is not null
    and ($weeks is null or list_contains($weeks, remit_week))
group by date_trunc('week', submission_date)::date, remit_week;
