-- How much did each payer adjudicate and deny, week by week?
-- grain: one row per week and payer
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by($filters, ['remit_week', 'payer_name'])
order by remit_week, payer_name
