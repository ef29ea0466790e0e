-- Which families of reasons are lines denied for, and who works them?
-- grain: one row per category
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A denied line stands wholly under its primary reason, so rows add up to the total. It is
-- measured against every adjudicated line in view.
with lines_in_view as (
    select *
    from review.lines_in_view($filters)
),

adjudicated as (
    select
        count(*) as adjudicated_line_count,
        sum(charge_amount) as adjudicated_charge_amount,
    from lines_in_view
),

denied as (
    select
        category,
        count(*) filter (where is_denied) as denied_line_count,
        count(*) filter (where is_partial) as partial_line_count,
        count(*) filter (where is_resolved) as resolved_line_count,
        count(*) filter (where is_overturned) as overturned_line_count,
        sum(denied_charge_amount) as denied_charge_amount,
        sum(denied_amount) as denied_amount,
        sum(recovered_amount) as recovered_amount,
        sum(open_amount) as open_amount,
    from lines_in_view
    where is_denied
    group by category
)

select
    denied.category,
    categories.owner,
    adjudicated.adjudicated_line_count,
    denied.denied_line_count,
    denied.partial_line_count,
    denied.resolved_line_count,
    denied.overturned_line_count,
    adjudicated.adjudicated_charge_amount,
    denied.denied_charge_amount,
    denied.denied_amount,
    denied.recovered_amount,
    denied.open_amount,
from denied
cross join adjudicated
left join marts.categories on denied.category = categories.category
order by denied.denied_amount desc, denied.category
