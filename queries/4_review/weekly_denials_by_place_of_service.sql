-- Lines at which places of service are denied, week by week?
-- grain: one row per week and place of service, or facility type of an institutional claim
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by_lines($filters, ['remit_week', 'place_of_service_code'])
order by remit_week, place_of_service_code
