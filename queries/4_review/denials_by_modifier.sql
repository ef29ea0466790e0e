-- How are lines with each modifier denied?
-- grain: one row per modifier
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A line with two modifiers stands under both, so rows do not add up to the total.
-- Lines without a modifier stand under the empty code.
with lines_per_set as (
    select
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
    group by modifier_set
),

sets_per_modifier as (
    select
        *,
        unnest(list_distinct(string_split(modifier_set, ' '))) as modifier_code,
    from lines_per_set
),

counted as (
    select
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
    group by modifier_code
)

select
    counted.modifier_code,
    case
        when counted.modifier_code = '' then 'No modifier'
        else coalesce(modifiers.modifier_label, 'Not in the reference list')
    end as modifier_label,
    counted.adjudicated_line_count,
    counted.denied_line_count,
    counted.partial_line_count,
    counted.resolved_line_count,
    counted.overturned_line_count,
    counted.adjudicated_charge_amount,
    counted.denied_charge_amount,
    counted.denied_amount,
    counted.recovered_amount,
    counted.open_amount,
from counted
left join marts.modifiers on counted.modifier_code = modifiers.modifier_code
order by counted.denied_amount desc, counted.modifier_code
