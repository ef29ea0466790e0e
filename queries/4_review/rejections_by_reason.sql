-- Why are claims refused at the door, payer by payer?
-- grain: one row per payer, status category and status; each claim under its first refusal
-- param filters: what the review looks at, by week first sent (analytics/vocabulary.py, ReviewFilters)
with submitted_claims as (
    select *
    from review.submitted_claims_in_view($filters)
),

payers as (
    select
        payer_name,
        count(*) as submitted_claim_count,
    from submitted_claims
    group by payer_name
)

select
    submitted_claims.payer_name,
    submitted_claims.status_category_code,
    submitted_claims.status_category_label,
    submitted_claims.status_code,
    submitted_claims.status_label,
    coalesce(
        array_to_string(list_sort(list(distinct submitted_claims.entity_label)), ', '), ''
    ) as entity_labels,
    submitted_claims.owner,
    payers.submitted_claim_count,
    count(*) as rejected_claim_count,
    count(*) filter (where submitted_claims.is_waiting) as waiting_claim_count,
    sum(submitted_claims.charge_amount) as rejected_charge_amount,
    coalesce(
        sum(submitted_claims.charge_amount) filter (where submitted_claims.is_waiting), 0
    )::decimal(12, 2) as waiting_charge_amount,
from submitted_claims
inner join payers on submitted_claims.payer_name = payers.payer_name
where submitted_claims.is_rejected
group by
    submitted_claims.payer_name,
    submitted_claims.status_category_code,
    submitted_claims.status_category_label,
    submitted_claims.status_code,
    submitted_claims.status_label,
    submitted_claims.owner,
    payers.submitted_claim_count
order by
    rejected_claim_count desc,
    submitted_claims.payer_name,
    submitted_claims.status_category_code,
    submitted_claims.status_code
