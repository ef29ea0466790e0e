-- The shares of a claim-level adjustment add up to what the file gives.
-- grain: one row per adjustment whose shares do not
with shares as (
    select
        recounted_claims.claim_id,
        adjustments.segment_number,
        adjustments.adjustment_number,
        sum(adjustments.amount) as amount,
    from marts.adjustments
    inner join temp.recounted_claims on adjustments.claim_id = recounted_claims.claim_id
    where adjustments.is_claim_level
    group by
        recounted_claims.claim_id,
        adjustments.segment_number,
        adjustments.adjustment_number
)

select
    recounted_claims.file_id,
    recounted_claims.transaction_set_number,
    recounted_claims.claim_number,
    recounted_adjustments.segment_number,
    recounted_adjustments.amount as given_amount,
    shares.amount as shared_amount,
from temp.recounted_adjustments
inner join temp.recounted_claims
    on recounted_adjustments.claim_id = recounted_claims.claim_id
left join shares
    on
        recounted_adjustments.claim_id = shares.claim_id
        and recounted_adjustments.segment_number = shares.segment_number
        and recounted_adjustments.adjustment_number = shares.adjustment_number
where
    recounted_adjustments.service_line_number = 0
    and recounted_adjustments.amount is not null
    and coalesce(shares.amount, 0) != recounted_adjustments.amount
