-- What the answers to a claim that stand have paid is what its lines say was paid in the end.
-- grain: one row per chain whose payments do not add up
--
-- From the payments of the files (CLP04; where the lines do not add up to it, the lines'), less what
-- reversals took back in part. Answers taken back whole are left out with their reversals, and so
-- are chains where an answer that stands apart (a refusal as a duplicate) pays something.
with line_sums as (
    select
        recounted_lines.claim_key,
        round(sum(recounted_lines.paid_amount), 2)::decimal(12, 2) as paid_amount,
        bool_or(
            (answered_lines.is_duplicate or answered_lines.is_not_final)
            and recounted_lines.paid_amount != 0
        ) as is_paid_apart,
    from temp.recounted_lines
    inner join temp.answered_lines
        on
            recounted_lines.claim_key = answered_lines.claim_key
            and recounted_lines.service_line_number = answered_lines.service_line_number
    group by recounted_lines.claim_key
),

given as (
    select
        kept_claims.chain_number,
        sum(coalesce(line_sums.paid_amount, recounted_claims.paid_amount)) as paid_amount,
        bool_or(coalesce(line_sums.is_paid_apart, false)) as is_paid_apart,
    from temp.kept_claims
    inner join temp.recounted_claims on kept_claims.claim_key = recounted_claims.claim_key
    left join line_sums on recounted_claims.claim_key = line_sums.claim_key
    where not kept_claims.is_reversal and not kept_claims.is_reversed
    group by kept_claims.chain_number
),

taken_back as (
    select
        partial_takebacks.chain_number,
        sum(partial_takebacks.taken_back_amount) as taken_back_amount,
    from marts.partial_takebacks
    inner join temp.recounted_claims
        on
            partial_takebacks.file_id = recounted_claims.file_id
            and partial_takebacks.transaction_set_number
            = recounted_claims.transaction_set_number
            and partial_takebacks.claim_number = recounted_claims.claim_number
    group by partial_takebacks.chain_number
),

kept as (
    select
        chain_number,
        sum(final_paid_amount) as paid_amount,
    from temp.touched_outcomes
    where verdict is distinct from 'unanswered'
    group by chain_number
)

select
    kept.chain_number,
    given.paid_amount as given_paid_amount,
    taken_back.taken_back_amount,
    kept.paid_amount as final_paid_amount,
from kept
left join given on kept.chain_number = given.chain_number
left join taken_back on kept.chain_number = taken_back.chain_number
where
    not coalesce(given.is_paid_apart, false)
    and coalesce(given.paid_amount, 0) - coalesce(taken_back.taken_back_amount, 0)
    is distinct from kept.paid_amount
