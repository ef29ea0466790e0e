-- Which lines were denied, and what is the status of each now?
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
with lines as (  -- noqa: ST03
    select
        *,
        outcome in ('open', 'reversed', 're_denied', 'partly_recovered') as is_waiting,
    from review.due_lines_in_view($filters, $work, $today, $within_days)
    where
        (
            $control_number::varchar is null
            or starts_with(patient_control_number, $control_number::varchar)
        )
        and review.is_wanted($status, work_status)
        and review.is_wanted($assignee, coalesce(assignee, ''))
        and review.is_wanted($owner, owner)
    order by open_amount desc, denied_amount desc, file_id, segment_number
    limit coalesce($row_limit::bigint, 9223372036854775807)
)

select
    review.remitted_line_id_of(
        file_id, transaction_set_number, claim_number, service_line_number
    ) as remitted_line_id,
    patient_control_number,
    payer_name,
    provider_name,
    procedure_code,
    array_to_string(modifier_codes, ' ') as modifier_codes,
    group_code,
    carc_code,
    reason_label,
    remark_codes,
    category,
    owner,
    usual_fix,
    verdict,
    outcome,
    work_status,
    assignee,
    note,
    next_step,
    worked_by,
    information_request,
    deadline_kind,
    file_name,
    segment_number,
    days_open,
    days_left,
    charge_amount,
    paid_amount,
    denied_amount,
    recovered_amount,
    open_amount,
    is_patient_billed,
    is_past,
    service_date,
    remit_date,
    remit_week,
    deadline_date,
    next_date,
    worked_at,
from review.listed_lines('lines', $today)
order by open_amount desc, denied_amount desc, file_id, segment_number
