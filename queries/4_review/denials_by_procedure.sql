-- Which procedures are denied?
-- grain: one row per procedure as billed
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by_lines($filters, ['procedure_code'])
order by denied_amount desc, procedure_code
