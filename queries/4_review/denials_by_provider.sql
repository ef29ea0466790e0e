-- Whose services are denied?
-- grain: one row per rendering provider
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by_lines($filters, ['provider_name'])
order by denied_amount desc, provider_name
