-- Which payer denies for which family of reasons?
-- grain: one row per payer and category
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select * exclude (line_category, line_owner)
from review.denials_among($filters, ['payer_name', 'category'], payer_name)
order by payer_name, denied_amount desc, category
