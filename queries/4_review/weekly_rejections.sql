-- How many claims did we send to each payer, and how many were refused, week by week?
-- grain: one row per week first sent and payer
-- param filters: what the review looks at, by week first sent (analytics/vocabulary.py, ReviewFilters)
select
    claim_week,
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
where claim_week is not null
group by claim_week, payer_name
order by claim_week, payer_name
