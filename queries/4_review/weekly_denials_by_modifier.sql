-- How are lines with each modifier denied, week by week?
-- grain: one row per week and modifier
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A line with two modifiers stands under both, so rows do not add up to the total.
-- Lines without a modifier stand under the empty code.
with lines_per_set as (
    select
        remit_week,
        modifier_set,
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
    group by remit_week, modifier_set
),

sets_per_modifier as (
    select
        *,
        unnest(list_distinct(string_split(modifier_set, ' '))) as modifier_code,
    from lines_per_set
)

select
    remit_week,
    modifier_code,
    sum(adjudicated_line_count)::bigint as adjudicated_line_count,
    sum(denied_line_count)::bigint as denied_line_count,
    sum(partial_line_count)::bigint as partial_line_count,
    sum(resolved_line_count)::bigint as resolved_line_count,
    sum(overturned_line_count)::bigint as overturned_line_count,
    sum(adjudicated_charge_amount) as adjudicated_charge_amount,
    sum(denied_charge_amount) as denied_charge_amount,
    sum(denied_amount) as denied_amount,
    sum(recovered_amount) as recovered_amount,
    sum(open_amount) as open_amount,
from sets_per_modifier
group by remit_week, modifier_code
order by remit_week, modifier_code
