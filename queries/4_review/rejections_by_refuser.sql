-- Who refuses our claims at the door: the payer, the clearinghouse, or a file check?
-- grain: one row per refuser, kind of acknowledgment and what was refused; each claim once
-- param filters: what the review looks at, by week first sent (analytics/vocabulary.py, ReviewFilters)
select
    rejected_by,
    source,
    rejected_level,
    count(*) as rejected_claim_count,
    count(*) filter (where is_waiting) as waiting_claim_count,
    sum(charge_amount) as rejected_charge_amount,
    coalesce(sum(charge_amount) filter (where is_waiting), 0)::decimal(12, 2)
        as waiting_charge_amount,
from review.submitted_claims_in_view($filters)
where is_rejected
group by rejected_by, source, rejected_level
order by rejected_claim_count desc, rejected_by, source, rejected_level
