-- Which open denials bring back most per hour of work?
-- grain: one row per denied line with open dollars that the team has not closed, most per hour first
-- param filters: what the review looks at; they narrow the list, not what the chances are based on
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day it is seen from; null for today
-- param within_days: only lines with a deadline to come in so many days; null for all
-- param past: yes to bring in lines all of whose deadlines are past; null to leave them out
-- param status: only lines of this status; null for all
-- param assignee: only lines of this person, '' for nobody's; null for all
-- param owner: only lines this owner usually works; null for all
-- param row_limit: how many rows at most; null for all
--
-- What a line should bring back is told by review.with_expected_recovery; per hour by the usual
-- minutes of the reason's family.
-- A deadline ahead is told, not weighed; what is past all deadlines is left out.
with open_lines as (
    select
        lines.*,
        next_deadlines.deadline_kind,
        next_deadlines.days_left,
        next_deadlines.deadline_date,
        coalesce(next_deadlines.is_past, false) as is_past,
    from review.worked_lines_in_view($filters, $work) as lines
    left join review.next_deadlines($today) as next_deadlines
        on
            lines.chain_number = next_deadlines.chain_number
            and lines.chain_line_number = next_deadlines.chain_line_number
    where
        lines.open_amount > 0
        and not lines.is_closed
        and review.is_wanted($status, lines.work_status)
        and review.is_wanted($assignee, coalesce(lines.assignee, ''))
        and review.is_wanted($owner, lines.owner)
),

due_lines as (  -- noqa: ST03
    select *
    from open_lines
    where
        (
            $within_days::integer is null
            or days_left between 0 and $within_days::integer
        )
        and ($past::varchar is not distinct from 'yes' or not is_past)
),

ranked as (
    select *
    from review.with_expected_recovery('due_lines', $today)
    order by
        expected_recovery / nullif(work_minutes, 0) desc nulls last,
        open_amount desc,
        file_id,
        segment_number
    limit coalesce($row_limit::bigint, 9223372036854775807)
)

select
    review.remitted_line_id_of(
        ranked.file_id,
        ranked.transaction_set_number,
        ranked.claim_number,
        ranked.service_line_number
    ) as remitted_line_id,
    ranked.patient_control_number,
    ranked.payer_name,
    ranked.provider_name,
    ranked.procedure_code,
    array_to_string(ranked.modifier_codes, ' ') as modifier_codes,
    ranked.carc_code,
    carc_rules.reason_label,
    ranked.category,
    ranked.owner,
    carc_rules.usual_fix,
    ranked.outcome,
    ranked.work_status,
    ranked.assignee,
    ranked.note,
    ranked.next_step,
    ranked.deadline_kind,
    files.file_name,
    ranked.segment_number,
    ranked.days_left,
    ranked.work_minutes,
    ranked.lesson_count,
    ranked.overturned_count,
    ranked.carc_lesson_count,
    ranked.carc_overturned_count,
    ranked.all_lesson_count,
    ranked.age as days_old,
    ranked.allowed_from,
    ranked.allowed_line_count,
    ranked.denied_amount,
    ranked.open_amount,
    ranked.usual_allowed_amount,
    ranked.expected_allowed::decimal(12, 2) as expected_allowed_amount,
    round(ranked.expected_recovery, 2)::decimal(12, 2) as expected_recovery_amount,
    ranked.chance_left,
    ranked.chance,
    ranked.is_past,
    ranked.service_date,
    ranked.remit_date,
    ranked.deadline_date,
    ranked.next_date,
from ranked
inner join marts.files on ranked.file_id = files.file_id and files.status = 'loaded'
left join marts.carc_rules
    on
        ranked.payer_name = carc_rules.payer_name
        and ranked.carc_code = carc_rules.carc_code
order by
    ranked.expected_recovery / nullif(ranked.work_minutes, 0) desc nulls last,
    ranked.open_amount desc,
    ranked.file_id,
    ranked.segment_number
