-- How many claims did we submit to each payer, and how many were rejected, week by week?
-- grain: one row per week first sent and payer
-- param filters: what the review looks at, by week first sent (analytics/vocabulary.py, ReviewFilters)
select * exclude (entity_labels)
from review.rejections_by($filters, ['claim_week', 'payer_name'])
where claim_week is not null
order by claim_week, payer_name
