-- The takebacks a review looks at as a list people work: with reason, remarks, deadline and place.
create or replace macro review.worked_takebacks_in_view(filters, work, today) as table (
    with lines as (
        select
            lines.*,
            next_deadlines.deadline_kind,
            next_deadlines.days_left,
            next_deadlines.deadline_date,
            coalesce(next_deadlines.is_past, false) as is_past,
        from review.takebacks_in_view(filters, work) as lines
        left join review.next_deadlines(today) as next_deadlines
            on
                lines.chain_number = next_deadlines.chain_number
                and lines.chain_line_number = next_deadlines.chain_line_number
                and lines.is_denied
                and not lines.is_closed
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

    last_day as (
        select max(remit_date) as last_remit_date from marts.remittances
    )

    select
        lines.remitted_line_id,
        lines.file_id,
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
        lines.deadline_kind,
        files.file_name,
        lines.segment_number,
        case
            when lines.open_amount > 0
                then date_diff('day', lines.remit_date, last_day.last_remit_date)
        end as days_open,
        lines.days_left,
        lines.charge_amount,
        lines.first_paid_amount as paid_amount,
        lines.taken_back_amount,
        lines.denied_amount,
        lines.recovered_amount,
        lines.open_amount,
        lines.is_denied,
        lines.is_patient_billed,
        lines.is_past,
        lines.service_date,
        lines.remit_date,
        lines.remit_week,
        lines.deadline_date,
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
)
