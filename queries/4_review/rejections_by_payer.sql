-- Which payers' claims are rejected before adjudication, and how many are to be resubmitted?
-- grain: one row per payer
-- param filters: what the review looks at, by week first sent (analytics/vocabulary.py, ReviewFilters)
select * exclude (entity_labels)
from review.rejections_by($filters, ['payer_name'])
order by rejected_claim_count desc, payer_name
