-- Which families of reasons are lines denied for, week by week?
-- grain: one row per week and category
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select * exclude (line_category, line_owner)
from review.denials_among($filters, ['remit_week', 'category'], remit_week)
order by remit_week, denied_amount desc, category
