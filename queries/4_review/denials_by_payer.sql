-- How much does each payer deny?
-- grain: one row per payer
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select
    payer_name,
    count(*) as adjudicated_line_count,
    count(*) filter (where is_denied) as denied_line_count,
    count(*) filter (where is_partial) as partial_line_count,
    count(*) filter (where is_resolved) as resolved_line_count,
    count(*) filter (where is_overturned) as overturned_line_count,
    sum(charge_amount) as adjudicated_charge_amount,
    sum(denied_charge_amount) as denied_charge_amount,
    sum(denied_amount) as denied_amount,
    sum(recovered_amount) as recovered_amount,
    sum(open_amount) as open_amount,
from review.lines_in_view($filters)
group by payer_name
order by denied_amount desc, payer_name
