-- Which open denials bring back most per hour of work?
-- grain: one row per denied line with open dollars that the team has not closed, most per hour first
-- param filters: what the review looks at; they narrow the list, not what the chances are told from
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day it is seen from; null for today
-- param within_days: only lines with a deadline to come in so many days; null for all
-- param past: no to leave out lines all of whose deadlines are past; null for all
-- param status: only lines of this status; null for all
-- param assignee: only lines of this person, '' for nobody's; null for all
-- param owner: only lines this owner usually works; null for all
-- param row_limit: how many rows at most; null for all
--
-- Expected recovery is the chance of being overturned (review.overturn_chances) times the open
-- dollars; per hour by the usual minutes of the reason's family. A deadline is told, not weighed.
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
        and ($status::varchar is null or lines.work_status = $status::varchar)
        and ($assignee::varchar is null or coalesce(lines.assignee, '') = $assignee::varchar)
        and ($owner::varchar is null or lines.owner = $owner::varchar)
),

due_lines as (
    select *
    from open_lines
    where
        (
            $within_days::integer is null
            or days_left between 0 and $within_days::integer
        )
        and ($past::varchar is distinct from 'no' or not is_past)
),

ranked as (
    select
        due_lines.*,
        overturn_chances.resolved_count,
        overturn_chances.overturned_count,
        overturn_chances.carc_resolved_count,
        overturn_chances.carc_overturned_count,
        overturn_chances.all_resolved_count,
        overturn_chances.overturn_chance,
        work_minutes.work_minutes,
    from due_lines
    left join review.overturn_chances($today) as overturn_chances
        on
            due_lines.payer_name = overturn_chances.payer_name
            and due_lines.carc_code = overturn_chances.carc_code
    left join marts.work_minutes on due_lines.category = work_minutes.category
    order by
        overturn_chances.overturn_chance * due_lines.open_amount::double
        / nullif(work_minutes.work_minutes, 0) desc nulls last,
        due_lines.open_amount desc,
        due_lines.file_id,
        due_lines.segment_number
    limit coalesce($row_limit::bigint, 9223372036854775807)
)

select
    ranked.file_id
    || '-' || ranked.transaction_set_number::varchar
    || '-' || ranked.claim_number::varchar
    || '-' || ranked.service_line_number::varchar as remitted_line_id,
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
    ranked.resolved_count,
    ranked.overturned_count,
    ranked.carc_resolved_count,
    ranked.carc_overturned_count,
    ranked.all_resolved_count,
    ranked.denied_amount,
    ranked.open_amount,
    ranked.overturn_chance,
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
    ranked.overturn_chance * ranked.open_amount::double
    / nullif(ranked.work_minutes, 0) desc nulls last,
    ranked.open_amount desc,
    ranked.file_id,
    ranked.segment_number
