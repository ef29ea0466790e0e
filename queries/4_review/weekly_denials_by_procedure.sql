-- Which procedures are denied, week by week?
-- grain: one row per week and procedure as billed
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by_lines($filters, ['remit_week', 'procedure_code'])
order by remit_week, procedure_code
