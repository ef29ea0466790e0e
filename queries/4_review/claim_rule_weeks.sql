-- Before which Mondays are claim rules learned?
-- grain: one row per week learned before, and one more for claims open now (is_current)
select
    before_week,
    is_current,
from sums.claim_rule_weeks()
order by before_week, is_current
