-- An answer is taken back once, by a reversal of its own amounts, and each reversal takes back one.
-- grain: one row per answer taken back by none or several, or reversal that takes back another
with pairs as (
    select
        reversals.file_id,
        reversals.transaction_set_number,
        reversals.claim_number,
        reversals.original_file_id,
        reversals.original_transaction_set_number,
        reversals.original_claim_number,
    from marts.reversals
    inner join temp.recounted_claims
        on
            reversals.file_id = recounted_claims.file_id
            and reversals.transaction_set_number = recounted_claims.transaction_set_number
            and reversals.claim_number = recounted_claims.claim_number
),

counted as (
    select
        kept_claims.claim_key,
        kept_claims.is_reversed,
        kept_claims.is_reversal and not kept_claims.is_unmatched_reversal as takes_back,
        count(as_original.file_id) as reversal_count,
        count(as_reversal.file_id) as original_count,
        bool_and(
            abs(given.charge_amount) = abs(original.charge_amount)
            and abs(given.paid_amount) = abs(original.paid_amount)
        ) as is_mirrored,
    from temp.kept_claims
    inner join temp.recounted_claims as given on kept_claims.claim_key = given.claim_key
    left join pairs as as_original
        on
            kept_claims.file_id = as_original.original_file_id
            and kept_claims.transaction_set_number = as_original.original_transaction_set_number
            and kept_claims.claim_number = as_original.original_claim_number
    left join pairs as as_reversal
        on
            kept_claims.file_id = as_reversal.file_id
            and kept_claims.transaction_set_number = as_reversal.transaction_set_number
            and kept_claims.claim_number = as_reversal.claim_number
    left join temp.recounted_claims as original
        on
            as_reversal.original_file_id = original.file_id
            and as_reversal.original_transaction_set_number = original.transaction_set_number
            and as_reversal.original_claim_number = original.claim_number
    group by
        kept_claims.claim_key,
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
inner join temp.recounted_claims on counted.claim_key = recounted_claims.claim_key
where
    counted.reversal_count != case when counted.is_reversed then 1 else 0 end
    or counted.original_count != case when counted.takes_back then 1 else 0 end
    or not coalesce(counted.is_mirrored, true)
