-- Are professional, institutional or dental claims denied?
-- grain: one row per kind of claim; Not stated where no claim is loaded
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by($filters, ['claim_kind'])
order by denied_amount desc, claim_kind
