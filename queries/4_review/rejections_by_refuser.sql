-- Who rejects our claims before adjudication: the payer, the clearinghouse, or a file check?
-- grain: one row per rejecting party, kind of acknowledgment and what was rejected; each claim once
-- param filters: what the review looks at, by week first sent (analytics/vocabulary.py, ReviewFilters)
select
    rejected_by,
    source,
    rejected_level,
    rejected_claim_count,
    waiting_claim_count,
    rejected_charge_amount,
    waiting_charge_amount,
from review.rejections_by($filters, ['rejected_by', 'source', 'rejected_level'])
where rejected_claim_count > 0
order by rejected_claim_count desc, rejected_by, source, rejected_level
