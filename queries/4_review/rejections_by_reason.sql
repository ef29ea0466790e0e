-- Why are claims rejected before adjudication, payer by payer?
-- grain: one row per payer, status category and status; each claim under its first rejection
-- param filters: what the review looks at, by week first sent (analytics/vocabulary.py, ReviewFilters)
select
    payer_name,
    status_category_code,
    status_category_label,
    status_code,
    status_label,
    entity_labels,
    owner,
    (sum(submitted_claim_count) over (partition by payer_name))::bigint
        as submitted_claim_count,
    rejected_claim_count,
    waiting_claim_count,
    rejected_charge_amount,
    waiting_charge_amount,
from
    review.rejections_by(
        $filters,
        [
            'payer_name',
            'status_category_code',
            'status_category_label',
            'status_code',
            'status_label',
            'owner'
        ]
    )
qualify rejected_claim_count > 0
order by rejected_claim_count desc, payer_name, status_category_code, status_code
