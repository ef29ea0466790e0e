-- How much does each payer deny?
-- grain: one row per payer
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by($filters, ['payer_name'])
order by denied_amount desc, payer_name
