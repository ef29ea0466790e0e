-- An answer is taken back once, by a reversal of its own amounts, and each reversal takes back one.
-- grain: one row per answer taken back by none or several, or reversal that takes back another
with pairs as (
    select
        reversals.claim_id,
        reversals.original_claim_id,
    from marts.reversals
    inner join temp.recounted_claims on reversals.claim_id = recounted_claims.claim_id
),

counted as (
    select
        kept_claims.claim_id,
        kept_claims.is_reversed,
        kept_claims.is_reversal and not kept_claims.is_unmatched_reversal as takes_back,
        count(as_original.claim_id) as reversal_count,
        count(as_reversal.claim_id) as original_count,
        bool_and(
            abs(given.charge_amount) = abs(original.charge_amount)
            and abs(given.paid_amount) = abs(original.paid_amount)
        ) as is_mirrored,
    from temp.kept_claims
    inner join temp.recounted_claims as given on kept_claims.claim_id = given.claim_id
    left join pairs as as_original
        on kept_claims.claim_id = as_original.original_claim_id
    left join pairs as as_reversal on kept_claims.claim_id = as_reversal.claim_id
    left join temp.recounted_claims as original
        on as_reversal.original_claim_id = original.claim_id
    group by
        kept_claims.claim_id,
        kept_claims.is_reversed,
        kept_claims.is_reversal,
        kept_claims.is_unmatched_reversal
)

select
    recounted_claims.file_id,
    recounted_claims.transaction_set_number,
    recounted_claims.claim_number,
    counted.is_reversed,
    counted.reversal_count,
    counted.takes_back,
    counted.original_count,
from counted
inner join temp.recounted_claims on counted.claim_id = recounted_claims.claim_id
where
    counted.reversal_count != case when counted.is_reversed then 1 else 0 end
    or counted.original_count != case when counted.takes_back then 1 else 0 end
    or not coalesce(counted.is_mirrored, true)
