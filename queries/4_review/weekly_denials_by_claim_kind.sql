-- Lines of which kinds of claims are denied, week by week?
-- grain: one row per week and kind of claim; Not stated where no claim is loaded
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select *
from review.denials_by($filters, ['remit_week', 'claim_kind'])
order by remit_week, claim_kind
