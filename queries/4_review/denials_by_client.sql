-- Whose lines are denied?
-- grain: one row per client (billing provider)
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by($filters, ['client_name'])
order by denied_amount desc, client_name
