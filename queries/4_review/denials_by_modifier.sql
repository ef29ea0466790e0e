-- How are lines with each modifier denied?
-- grain: one row per modifier
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A line with two modifiers is under both, so rows do not add up to the total.
select
    counted.modifier_code,
    case
        when counted.modifier_code = '' then 'No modifier'
        else coalesce(modifiers.modifier_label, 'Not in the reference list')
    end as modifier_label,
    counted.* exclude (modifier_code),
from review.denials_by_modifier($filters, ['modifier_set'], ['modifier_code']) as counted
left join marts.modifiers on counted.modifier_code = modifiers.modifier_code
order by counted.denied_amount desc, counted.modifier_code
