-- Which payer denies for which family of reasons?
-- grain: one row per payer and category
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A denied line stands wholly under its primary reason, so rows add up to the total. It is
-- measured against every adjudicated line of the payer.
with lines_in_view as (
    select *
    from review.lines_in_view($filters)
),

adjudicated as (
    select
        payer_name,
        count(*) as adjudicated_line_count,
        sum(charge_amount) as adjudicated_charge_amount,
    from lines_in_view
    group by payer_name
),

denied as (
    select
        payer_name,
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
    group by payer_name, category
)

select
    denied.payer_name,
    denied.category,
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
inner join adjudicated
    on denied.payer_name = adjudicated.payer_name
order by denied.payer_name, denied.denied_amount desc, denied.category
