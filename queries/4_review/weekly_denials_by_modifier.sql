-- How are lines with each modifier denied, week by week?
-- grain: one row per week and modifier
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A line with two modifiers stands under both, so rows do not add up to the total.
-- Lines without a modifier stand under the empty code.
with modified_lines as (
    select
        *,
        unnest(
            case when array_length(modifier_codes) > 0 then list_distinct(modifier_codes) else [''] end
        ) as modifier_code,
    from review.lines_in_view($filters)
)

select
    remit_week,
    modifier_code,
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
from modified_lines
group by remit_week, modifier_code
order by remit_week, modifier_code
