-- Whose services are denied, week by week?
-- grain: one row per week and rendering provider
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by_lines($filters, ['remit_week', 'provider_name'])
order by remit_week, provider_name
