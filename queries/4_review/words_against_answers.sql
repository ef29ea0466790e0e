-- Which work items do not match the payer's answers?
-- grain: one row per denied line whose status does not match its answers
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day it is seen from; null for today
--
-- Three kinds. Marked won at least 30 days ago, and no later answer paid it or passed it to the
-- patient. Marked new, working or sent by the team, though a later answer paid it whole. Marked lost
-- or written off, though a later answer paid it, in full or in part.
with statuses as (
    select
        chain_number,
        chain_line_number,
        arg_max(changed_at, entry_number)::date as status_date,
        arg_max(changed_by, entry_number) as status_by,
    from review.entries_of_lines($work)
    where status is not null
    group by chain_number, chain_line_number
),

lines as (
    select
        lines.*,
        statuses.status_date,
        statuses.status_by,
        case
            when
                lines.work_status = 'won'
                and not lines.is_overturned
                and statuses.status_date + 30 <= coalesce($today::date, current_date)
                then 'won_without_payment'
            when
                lines.work_status in ('new', 'working', 'sent')
                and lines.outcome = 'recovered'
                then 'open_though_paid'
            when lines.work_status in ('lost', 'written_off') and lines.is_overturned
                then 'given_up_though_paid'
        end as contradiction,
    from review.worked_lines_in_view($filters, $work) as lines
    inner join statuses
        on
            lines.chain_number = statuses.chain_number
            and lines.chain_line_number = statuses.chain_line_number
)

select
    review.remitted_line_id_of(
        lines.file_id,
        lines.transaction_set_number,
        lines.claim_number,
        lines.service_line_number
    ) as remitted_line_id,
    lines.contradiction,
    case lines.contradiction
        when 'won_without_payment' then 'Marked won, no payment after 30 days'
        when 'open_though_paid' then 'Still open in the work list, though paid'
        when 'given_up_though_paid' then 'Marked lost or written off, though paid'
    end as contradiction_label,
    lines.patient_control_number,
    lines.payer_name,
    lines.provider_name,
    lines.procedure_code,
    array_to_string(lines.modifier_codes, ' ') as modifier_codes,
    lines.carc_code,
    lines.category,
    lines.owner,
    lines.outcome,
    lines.work_status,
    lines.assignee,
    lines.status_by,
    files.file_name,
    lines.segment_number,
    lines.denied_amount,
    lines.recovered_amount,
    lines.open_amount,
    lines.service_date,
    lines.remit_date,
    lines.resolved_date,
    lines.status_date,
from lines
inner join marts.files on lines.file_id = files.file_id and files.status = 'loaded'
where lines.contradiction is not null
order by lines.contradiction, lines.denied_amount desc, lines.file_id, lines.segment_number
