-- Which lines were denied, and where does each stand now?
-- grain: one row per denied line
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param control_number: only claims whose patient control number starts so; null for all
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day deadlines are seen from; null for today
-- param within_days: only lines with a deadline to come in so many days; null for all
-- param status: only lines of this status (new, working, sent, won, lost, written_off); null for all
-- param assignee: only lines of this person, '' for nobody's; null for all
-- param owner: only lines this owner usually works; null for all
-- param row_limit: how many rows at most, the largest open amounts first; null for all
with due_lines as (
    select
        chain_number,
        chain_line_number,
    from review.next_deadlines($today)
    where days_left between 0 and $within_days::integer
),

lines as (
    select *
    from review.worked_lines_in_view($filters, $work) as worked_lines
    where
        (
            $control_number::varchar is null
            or starts_with(patient_control_number, $control_number::varchar)
        )
        and ($status::varchar is null or work_status = $status::varchar)
        and ($assignee::varchar is null or coalesce(assignee, '') = $assignee::varchar)
        and ($owner::varchar is null or owner = $owner::varchar)
        and (
            $within_days::integer is null
            or (
                not is_closed
                and exists (
                    select 1
                    from due_lines
                    where
                        due_lines.chain_number = worked_lines.chain_number
                        and due_lines.chain_line_number = worked_lines.chain_line_number
                )
            )
        )
    order by open_amount desc, denied_amount desc, file_id, segment_number
    limit coalesce($row_limit::bigint, 9223372036854775807)
),

line_remarks as (
    select
        remarks.file_id,
        remarks.transaction_set_number,
        remarks.claim_number,
        lines.service_line_number,
        array_to_string(list_sort(list(distinct remarks.remark_code)), ' ') as remark_codes,
    from marts.remarks
    inner join lines
        on
            remarks.file_id = lines.file_id
            and remarks.transaction_set_number = lines.transaction_set_number
            and remarks.claim_number = lines.claim_number
            and remarks.service_line_number in (0, lines.service_line_number)
    group by
        remarks.file_id,
        remarks.transaction_set_number,
        remarks.claim_number,
        lines.service_line_number
),

asked_about as (
    select
        life_number,
        'Payer asks for records' || coalesce(' by ' || strftime(min(due_date), '%b %-d'), '')
            as information_request,
    from marts.information_requests
    where not is_answered and life_number is not null
    group by life_number
),

last_day as (
    select max(remit_date) as last_remit_date from marts.remittances
)

select
    lines.file_id
    || '-' || lines.transaction_set_number::varchar
    || '-' || lines.claim_number::varchar
    || '-' || lines.service_line_number::varchar as remitted_line_id,
    lines.patient_control_number,
    lines.payer_name,
    lines.provider_name,
    lines.procedure_code,
    array_to_string(lines.modifier_codes, ' ') as modifier_codes,
    lines.group_code,
    lines.carc_code,
    carc_rules.reason_label,
    coalesce(line_remarks.remark_codes, '') as remark_codes,
    lines.category,
    lines.owner,
    carc_rules.usual_fix,
    lines.verdict,
    lines.outcome,
    lines.work_status,
    lines.assignee,
    lines.note,
    lines.next_step,
    lines.worked_by,
    asked_about.information_request,
    next_deadlines.deadline_kind,
    files.file_name,
    lines.segment_number,
    case
        when lines.outcome in ('open', 'reversed', 're_denied', 'partly_recovered')
            then date_diff('day', lines.remit_date, last_day.last_remit_date)
    end as days_open,
    next_deadlines.days_left,
    lines.charge_amount,
    lines.paid_amount,
    lines.denied_amount,
    lines.recovered_amount,
    lines.open_amount,
    lines.is_patient_billed,
    coalesce(next_deadlines.is_past, false) as is_past,
    lines.service_date,
    lines.remit_date,
    lines.remit_week,
    next_deadlines.deadline_date,
    lines.next_date,
    lines.worked_at,
from lines
cross join last_day
inner join marts.files on lines.file_id = files.file_id and files.status = 'loaded'
left join marts.carc_rules
    on
        lines.payer_name = carc_rules.payer_name
        and lines.carc_code = carc_rules.carc_code
left join line_remarks
    on
        lines.file_id = line_remarks.file_id
        and lines.transaction_set_number = line_remarks.transaction_set_number
        and lines.claim_number = line_remarks.claim_number
        and lines.service_line_number = line_remarks.service_line_number
left join asked_about on lines.life_number = asked_about.life_number
left join review.next_deadlines($today) as next_deadlines
    on
        lines.chain_number = next_deadlines.chain_number
        and lines.chain_line_number = next_deadlines.chain_line_number
        and not lines.is_closed
order by lines.open_amount desc, lines.denied_amount desc, lines.file_id, lines.segment_number
