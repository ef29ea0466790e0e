-- How much was adjudicated, denied, recovered, and how much is open?
-- grain: one row
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Claims that lines have to tell apart are counted beside: few are denied or not kept together.
with adjudicated as (
    select
        coalesce(sum(line_count), 0)::bigint as adjudicated_line_count,
        coalesce(sum(line_count) filter (where is_denied), 0)::bigint as denied_line_count,
        coalesce(sum(partial_line_count), 0)::bigint as partial_line_count,
        coalesce(sum(resolved_line_count), 0)::bigint as resolved_line_count,
        coalesce(sum(overturned_line_count), 0)::bigint as overturned_line_count,
        coalesce(sum(claim_count), 0)::bigint as whole_claim_count,
        coalesce(sum(suspect_line_count), 0)::bigint as suspect_line_count,
        coalesce(sum(patient_billed_line_count), 0)::bigint as patient_billed_line_count,
        coalesce(sum(charge_amount), 0) as adjudicated_charge_amount,
        coalesce(sum(denied_charge_amount), 0) as denied_charge_amount,
        coalesce(sum(denied_amount), 0) as denied_amount,
        coalesce(sum(recovered_amount), 0) as recovered_amount,
        coalesce(sum(open_amount), 0) as open_amount,
        coalesce(sum(suspect_charge_amount), 0) as suspect_charge_amount,
        coalesce(sum(preventable_denied_amount), 0) as preventable_denied_amount,
        min(remit_week) as first_week,
        max(remit_week) as last_week,
    from review.sums_in_view($filters)
),

other_claims as (
    select count(distinct chain_number) as claim_count
    from review.lines_to_tell_apart($filters)
),

denied as (
    select
        count(distinct chain_number) as denied_claim_count,
        median(date_diff('day', remit_date, resolved_date)) filter (where is_resolved)
            as median_days_to_resolution,
    from review.denials_in_view($filters)
)

select
    adjudicated.adjudicated_line_count,
    adjudicated.denied_line_count,
    adjudicated.partial_line_count,
    adjudicated.resolved_line_count,
    adjudicated.overturned_line_count,
    adjudicated.whole_claim_count + other_claims.claim_count as adjudicated_claim_count,
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
cross join other_claims
cross join denied
