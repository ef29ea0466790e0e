-- An answer is taken back once, by a reversal of its chain, and each reversal takes back one.
-- grain: one row per chain where what reversals take back is not what was answered
with claims as (
    select
        kept_claims.chain_number,
        kept_claims.is_reversal,
        kept_claims.is_reversed,
        kept_claims.is_unmatched_reversal,
        recounted_claims.charge_amount,
        recounted_claims.paid_amount,
    from temp.kept_claims
    inner join temp.recounted_claims on kept_claims.claim_key = recounted_claims.claim_key
)

select
    chain_number,
    count(*) filter (where is_reversed) as reversed_answer_count,
    count(*) filter (where is_reversal and not is_unmatched_reversal) as reversal_count,
from claims
group by chain_number
having
    count(*) filter (where is_reversed)
    != count(*) filter (where is_reversal and not is_unmatched_reversal)
    or coalesce(sum(abs(charge_amount)) filter (where is_reversed), 0)
    != coalesce(
        sum(abs(charge_amount)) filter (where is_reversal and not is_unmatched_reversal), 0
    )
    or coalesce(sum(abs(paid_amount)) filter (where is_reversed), 0)
    != coalesce(
        sum(abs(paid_amount)) filter (where is_reversal and not is_unmatched_reversal), 0
    )
    or bool_or(is_reversed and is_reversal)
