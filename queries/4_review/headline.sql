-- How much was adjudicated, denied, recovered, and how much is open?
-- grain: one row
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Denied claims are counted apart: two distinct counts over all lines would cost as much again.
with lines_in_view as (
    select *
    from review.lines_in_view($filters)
),

adjudicated as (
    select
        count(*) as adjudicated_line_count,
        count(*) filter (where is_denied) as denied_line_count,
        count(*) filter (where is_partial) as partial_line_count,
        count(*) filter (where is_resolved) as resolved_line_count,
        count(*) filter (where is_overturned) as overturned_line_count,
        count(*) filter (where stands_for_claim) + count(distinct chain_to_tell_apart)
            as adjudicated_claim_count,
        count(*) filter (where is_suspect) as suspect_line_count,
        count(*) filter (where is_patient_billed) as patient_billed_line_count,
        coalesce(sum(charge_amount), 0) as adjudicated_charge_amount,
        coalesce(sum(denied_charge_amount), 0) as denied_charge_amount,
        coalesce(sum(denied_amount), 0) as denied_amount,
        coalesce(sum(recovered_amount), 0) as recovered_amount,
        coalesce(sum(open_amount), 0) as open_amount,
        coalesce(sum(charge_amount) filter (where is_suspect), 0) as suspect_charge_amount,
        coalesce(sum(denied_amount) filter (where is_preventable), 0) as preventable_denied_amount,
        min(remit_week) as first_week,
        max(remit_week) as last_week,
    from lines_in_view
),

denied as (
    select
        count(distinct chain_number) as denied_claim_count,
        median(date_diff('day', remit_date, resolved_date)) filter (where is_resolved)
            as median_days_to_resolution,
    from lines_in_view
    where is_denied
)

select
    adjudicated.adjudicated_line_count,
    adjudicated.denied_line_count,
    adjudicated.partial_line_count,
    adjudicated.resolved_line_count,
    adjudicated.overturned_line_count,
    adjudicated.adjudicated_claim_count,
    denied.denied_claim_count,
    adjudicated.suspect_line_count,
    adjudicated.patient_billed_line_count,
    adjudicated.adjudicated_charge_amount,
    adjudicated.denied_charge_amount,
    adjudicated.denied_amount,
    adjudicated.recovered_amount,
    adjudicated.open_amount,
    adjudicated.suspect_charge_amount,
    adjudicated.preventable_denied_amount,
    denied.median_days_to_resolution,
    adjudicated.first_week,
    adjudicated.last_week,
from adjudicated
cross join denied
