-- Which payments were taken back, in whole or in part, and was the line denied then?
-- grain: one row per line whose payment was taken back
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param control_number: only claims whose patient control number starts so; null for all
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day deadlines are seen from; null for today
-- param within_days: only lines with a deadline to come in so many days; null for all
-- param status: only lines of this status (new, working, sent, won, lost, written_off); null for all
-- param assignee: only lines of this person, '' for nobody's; null for all
-- param owner: only lines this owner usually works; null for all
-- param row_limit: how many rows at most, the largest taken back amounts first; null for all
--
-- Those denied then are also in denied_after_payment; the others lost their money without a reason
-- that counts as a denial.
select
    remitted_line_id,
    patient_control_number,
    payer_name,
    provider_name,
    procedure_code,
    modifier_codes,
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
    deadline_kind,
    file_name,
    segment_number,
    days_open,
    days_left,
    charge_amount,
    paid_amount,
    taken_back_amount,
    denied_amount,
    recovered_amount,
    open_amount,
    is_denied,
    is_patient_billed,
    is_past,
    service_date,
    remit_date,
    remit_week,
    deadline_date,
    next_date,
    worked_at,
from review.worked_takebacks_in_view($filters, $work, $today)
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
        or days_left between 0 and $within_days::integer
    )
order by taken_back_amount desc, file_id, segment_number, remitted_line_id
limit coalesce($row_limit::bigint, 9223372036854775807)
