-- How much was adjudicated and denied, week by week?
-- grain: one row per week
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Denied claims are counted apart: two distinct counts over all lines would cost as much again.
with lines_in_view as (
    select *
    from review.lines_in_view($filters)
),

adjudicated as (
    select
        remit_week,
        count(*) as adjudicated_line_count,
        count(*) filter (where is_denied) as denied_line_count,
        count(*) filter (where is_partial) as partial_line_count,
        count(*) filter (where is_resolved) as resolved_line_count,
        count(*) filter (where is_overturned) as overturned_line_count,
        count(*) filter (where stands_for_claim) + count(distinct chain_to_tell_apart)
            as adjudicated_claim_count,
        sum(charge_amount) as adjudicated_charge_amount,
        sum(denied_charge_amount) as denied_charge_amount,
        sum(denied_amount) as denied_amount,
        sum(recovered_amount) as recovered_amount,
        sum(open_amount) as open_amount,
    from lines_in_view
    group by remit_week
),

denied as (
    select
        remit_week,
        count(distinct chain_number) as denied_claim_count,
    from lines_in_view
    where is_denied
    group by remit_week
)

select
    adjudicated.remit_week,
    adjudicated.adjudicated_line_count,
    adjudicated.denied_line_count,
    adjudicated.partial_line_count,
    adjudicated.resolved_line_count,
    adjudicated.overturned_line_count,
    adjudicated.adjudicated_claim_count,
    coalesce(denied.denied_claim_count, 0) as denied_claim_count,
    adjudicated.adjudicated_charge_amount,
    adjudicated.denied_charge_amount,
    adjudicated.denied_amount,
    adjudicated.recovered_amount,
    adjudicated.open_amount,
from adjudicated
left join denied on adjudicated.remit_week = denied.remit_week
order by adjudicated.remit_week
