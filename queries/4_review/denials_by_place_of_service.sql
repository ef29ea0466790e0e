-- At which places of service are lines denied?
-- grain: one row per place of service, or facility type of an institutional claim
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by_lines($filters, ['place_of_service_code'])
order by denied_amount desc, place_of_service_code
