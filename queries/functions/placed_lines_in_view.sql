-- The denied lines a review looks at, each with the place of the dollars its last answer denies.
--
-- Seen from a day (null: today). In this order: what we voided, or the work list says lost or
-- written off, is given up; what is for another payer or the patient waits for them; a line denied
-- again without an appeal left is lost, as is any line past its last deadline. All else can still be
-- won. A payer without a limit on file sets none, so nothing of it runs out.
create or replace macro review.placed_lines_in_view(filters, work, today) as table (
    select
        lines.*,
        last_deadlines.deadline_date as last_deadline_date,
        case
            when lines.still_denied_amount = 0 then null
            when lines.open_amount = 0 then 'written_off'
            when lines.work_status in ('lost', 'written_off') then 'written_off'
            when lines.is_patient_billed then 'other_payer_or_patient'
            when carc_rules.resolution in ('bill_other_payer', 'bill_patient')
                then 'other_payer_or_patient'
            when
                lines.outcome = 're_denied'
                and least(last_deadlines.deadline_date, appeals.deadline_date)
                < coalesce(today::date, current_date)
                then 're_denied'
            when last_deadlines.deadline_date < coalesce(today::date, current_date)
                then 'past_deadline'
            else 'winnable'
        end as still_denied_place,
    from review.worked_lines_in_view(filters, work) as lines
    left join marts.deadlines as last_deadlines
        on
            lines.chain_number = last_deadlines.chain_number
            and lines.chain_line_number = last_deadlines.chain_line_number
            and last_deadlines.is_last
    left join marts.deadlines as appeals
        on
            lines.chain_number = appeals.chain_number
            and lines.chain_line_number = appeals.chain_line_number
            and appeals.deadline_kind = 'appeal'
    left join marts.carc_rules
        on
            lines.payer_name = carc_rules.payer_name
            and lines.carc_code = carc_rules.carc_code
)
