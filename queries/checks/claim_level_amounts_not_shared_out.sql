-- The shares of a claim-level adjustment add up to what the file gives.
-- grain: one row per adjustment whose shares do not
with shares as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        segment_number,
        adjustment_number,
        sum(amount) as amount,
    from marts.adjustments
    where is_claim_level
    group by file_id, transaction_set_number, claim_number, segment_number, adjustment_number
)

select
    adjustments.file_id,
    adjustments.segment_number,
    adjustments.amount as given_amount,
    shares.amount as shared_amount,
from staging.adjustments
left join shares
    on
        adjustments.file_id = shares.file_id
        and adjustments.transaction_set_number = shares.transaction_set_number
        and adjustments.claim_number = shares.claim_number
        and adjustments.segment_number = shares.segment_number
        and adjustments.adjustment_number = shares.adjustment_number
where
    adjustments.service_line_number = 0
    and adjustments.amount is not null
    and coalesce(shares.amount, 0) != adjustments.amount
