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
    review.remitted_line_id_of(
        lines.file_id,
        lines.transaction_set_number,
        lines.claim_number,
        lines.service_line_number
    ) as remitted_line_id,
    lines.patient_control_number,
    lines.payer_name,
    lines.line_of_business,
    lines.procedure_code,
    lines.carc_code,
    lines.category,
    lines.owner,
    lines.work_status,
    lines.assignee,
    next_deadlines.deadline_kind,
    next_deadlines.days_left,
    lines.open_amount,
    next_deadlines.is_past,
    next_deadlines.is_verified,
    lines.service_date,
    lines.remit_date,
    next_deadlines.deadline_date,
from review.worked_lines_in_view($filters, $work) as lines
inner join review.next_deadlines($today) as next_deadlines
    on
        lines.chain_number = next_deadlines.chain_number
        and lines.chain_line_number = next_deadlines.chain_line_number
where
    not lines.is_closed
    and (
        $within_days::integer is null
        or next_deadlines.days_left between 0 and $within_days::integer
    )
order by
    next_deadlines.is_past,
    next_deadlines.deadline_date,
    lines.open_amount desc,
    lines.file_id,
    lines.segment_number
