-- How are lines with each modifier denied, week by week?
-- grain: one row per week and modifier
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A line with two modifiers is under both, so rows do not add up to the total.
select *
from
    review.denials_by_modifier(
        $filters, ['remit_week', 'modifier_set'], ['remit_week', 'modifier_code']
    )
order by remit_week, modifier_code
