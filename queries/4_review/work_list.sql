-- Which denied lines are on a list of the work list, and what should each bring back?
-- grain: one row per denied line
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param work: what the team wrote of denied lines (analytics/notebook/work.py)
-- param today: the day deadlines are seen from; null for today
-- param list: due, recover, mine, unassigned, waiting, records or past; null for all denied lines
-- param me: whose list mine is
-- param place: only lines with dollars in this place (reference/dollar_places.csv); null for all
-- param status: only lines of this status (new, working, sent, won, lost, written_off); null for all
-- param assignee: only lines of this person, '' for nobody's; null for all
-- param owner: only lines this owner usually works; null for all
-- param outcomes: only lines with one of these outcomes; null for all
-- param linked_claims: only lines of these linked claims; null for all
-- param sort: due, expected or per_hour; null for the largest open amounts first
-- param row_limit: how many rows at most; null for all
--
-- What the whole list comes to is in every row (listed_...), however few are asked for. Which lines
-- those are is told by few columns; the others are read of these lines alone.
-- Long for its columns: all that table, drawer and export show of a line.
with chosen as (  -- noqa: ST03
    select
        * replace (
            case when not is_closed then deadline_date end as deadline_date,
            case when not is_closed then days_left end as days_left,
            is_past and not is_closed as is_past
        ),
    from review.work_lines_in_view($filters, $work, $today, $me)
    where
        review.is_on_list(
            $list,
            is_due,
            is_to_recover,
            is_mine,
            is_unassigned,
            is_sent,
            is_asked_for,
            is_missed
        )
        -- What is due has a deadline left: said by a column, so that old weeks are not read.
        and (
            $list::varchar is distinct from 'due'
            or last_deadline_date >= coalesce($today::date, current_date)
        )
        and review.is_wanted($status, work_status)
        and review.is_wanted($assignee, coalesce(assignee, ''))
        and review.is_wanted($owner, owner)
        and ($outcomes::varchar[] is null or list_contains($outcomes::varchar[], outcome))
        and (
            $linked_claims::bigint[] is null
            or list_contains($linked_claims::bigint[], linked_claim_id)
        )
),

placed as (
    select
        *,
        review.amount_in_place(
            $place,
            recovered_denied_amount,
            written_down_amount,
            recovered_cost_share_amount,
            still_denied_place,
            still_denied_amount
        ) as place_amount,
        round(expected_recovery, 2)::decimal(12, 2) as expected_recovery_amount,
        outcome in ('open', 'reversed', 're_denied', 'partly_recovered') as is_waiting,
    from review.with_expected_recovery('chosen', $today)
),

valued as (
    select * from placed
    where $place::varchar is null or place_amount != 0
),

totals as (
    select
        count(*) as listed_line_count,
        count(
            distinct struct_pack(claim := linked_claim_id, carc := carc_code)
        ) as listed_claim_count,
        sum(open_amount) as listed_open_amount,
        sum(denied_amount) as listed_denied_amount,
        sum(expected_recovery_amount) as listed_expected_amount,
        sum(place_amount) as listed_place_amount,
    from valued
),

first_lines as (
    select
        valued.line_id,
        valued.file_id,
        valued.segment_number,
        valued.service_line_number,
        valued.work_status,
        valued.assignee,
        valued.note,
        valued.next_step,
        valued.worked_by,
        valued.still_denied_place,
        review.next_deadline_kind(
            valued.appeal_deadline_date,
            valued.corrected_claim_deadline_date,
            valued.timely_filing_deadline_date,
            valued.deadline_date,
            valued.is_past
        ) as deadline_kind,
        valued.days_left,
        valued.work_minutes,
        valued.denied_amount,
        valued.open_amount,
        valued.place_amount,
        valued.expected_recovery,
        valued.expected_recovery_amount,
        valued.is_waiting,
        valued.is_past,
        valued.remit_date,
        valued.remit_week,
        valued.deadline_date,
        valued.next_date,
        valued.worked_at,
    from valued
    semi join marts.files on valued.file_id = files.file_id and files.status = 'loaded'
    order by
        case when $sort::varchar = 'due' then is_past end,
        case when $sort::varchar = 'due' then days_left end nulls last,
        case
            when $sort::varchar = 'expected' then expected_recovery
            when $sort::varchar = 'per_hour' then expected_recovery / nullif(work_minutes, 0)
        end desc nulls last,
        open_amount desc,
        denied_amount desc,
        file_id,
        segment_number,
        service_line_number
    limit coalesce($row_limit::bigint, 9223372036854775807)
),

shown as (  -- noqa: ST03
    select
        first_lines.*,
        totals.*,
        line_outcomes.transaction_set_number,
        line_outcomes.claim_number,
        line_outcomes.linked_claim_id,
        line_outcomes.patient_control_number,
        line_outcomes.payer_name,
        line_outcomes.provider_name,
        line_outcomes.procedure_code,
        line_outcomes.modifier_codes,
        line_outcomes.diagnosis_codes,
        line_outcomes.remark_codes,
        line_outcomes.verdict,
        line_outcomes.group_code,
        line_outcomes.carc_code,
        line_outcomes.category,
        line_outcomes.owner,
        line_outcomes.outcome,
        line_outcomes.charge_amount,
        line_outcomes.paid_amount,
        line_outcomes.recovered_amount,
        line_outcomes.recovered_denied_amount,
        line_outcomes.recovered_cost_share_amount,
        line_outcomes.written_down_amount,
        line_outcomes.still_denied_amount,
        line_outcomes.is_patient_billed,
        line_outcomes.service_date,
    from first_lines
    inner join marts.line_outcomes
        on first_lines.line_id = line_outcomes.line_id and line_outcomes.is_denied
    cross join totals
    -- Said of days, too: weeks without any of these lines are not read.
    where line_outcomes.remit_date in (select days.remit_date from first_lines as days)
)

select
    review.remitted_line_id_of(
        file_id, transaction_set_number, claim_number, service_line_number
    ) as remitted_line_id,
    linked_claim_id,
    patient_control_number,
    payer_name,
    provider_name,
    procedure_code,
    array_to_string(modifier_codes, ' ') as modifier_codes,
    array_to_string(diagnosis_codes, ' ') as diagnosis_codes,
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
    still_denied_place,
    file_name,
    segment_number,
    days_open,
    days_left,
    work_minutes,
    listed_line_count,
    listed_claim_count,
    charge_amount,
    paid_amount,
    denied_amount,
    recovered_amount,
    open_amount,
    place_amount,
    expected_recovery_amount,
    still_denied_amount,
    recovered_denied_amount,
    written_down_amount,
    recovered_cost_share_amount,
    listed_open_amount,
    listed_denied_amount,
    listed_place_amount,
    listed_expected_amount,
    is_patient_billed,
    is_past,
    service_date,
    remit_date,
    remit_week,
    deadline_date,
    next_date,
    worked_at,
from review.labeled_lines('shown', $today)
order by
    case when $sort::varchar = 'due' then is_past end,
    case when $sort::varchar = 'due' then days_left end nulls last,
    case
        when $sort::varchar = 'expected' then expected_recovery
        when $sort::varchar = 'per_hour' then expected_recovery / nullif(work_minutes, 0)
    end desc nulls last,
    open_amount desc,
    denied_amount desc,
    file_id,
    segment_number,
    service_line_number
