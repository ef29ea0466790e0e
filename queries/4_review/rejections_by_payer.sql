-- Whose claims are refused at the door, and how many still wait to be sent again?
-- grain: one row per payer
-- param filters: what the review looks at, by week first sent (analytics/vocabulary.py, ReviewFilters)
select
    payer_name,
    count(*) as submitted_claim_count,
    count(*) filter (where is_rejected) as rejected_claim_count,
    count(*) filter (where is_waiting) as waiting_claim_count,
    count(*) filter (where is_unheard) as unheard_claim_count,
    sum(charge_amount) as submitted_charge_amount,
    coalesce(sum(charge_amount) filter (where is_rejected), 0)::decimal(12, 2)
        as rejected_charge_amount,
    coalesce(sum(charge_amount) filter (where is_waiting), 0)::decimal(12, 2)
        as waiting_charge_amount,
from review.submitted_claims_in_view($filters)
group by payer_name
order by rejected_claim_count desc, payer_name
