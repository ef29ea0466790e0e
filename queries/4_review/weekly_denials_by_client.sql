-- Whose lines are denied, week by week?
-- grain: one row per week and client (billing provider)
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by($filters, ['remit_week', 'client_name'])
order by remit_week, client_name
