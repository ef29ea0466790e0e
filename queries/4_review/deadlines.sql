-- Which open denials must be worked until when?
-- grain: one row per open denial, with its next deadline
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day it is seen from; null for today
-- param within_days: only deadlines to come in so many days; null for all, those missed included
--
-- Of each line the earliest deadline not yet past; where all are, the latest of them. What the team
-- has won, lost or written off has none any more.
select
    file_id
    || '-' || transaction_set_number::varchar
    || '-' || claim_number::varchar
    || '-' || service_line_number::varchar as remitted_line_id,
    patient_control_number,
    payer_name,
    line_of_business,
    procedure_code,
    carc_code,
    category,
    owner,
    work_status,
    assignee,
    deadline_kind,
    days_left,
    open_amount,
    is_past,
    is_verified,
    service_date,
    remit_date,
    deadline_date,
from review.worked_lines_in_view($filters, $work, $today)
where
    deadline_date is not null
    and (
        $within_days::integer is null
        or (not is_past and days_left <= $within_days::integer)
    )
order by is_past, deadline_date, open_amount desc, file_id, segment_number
