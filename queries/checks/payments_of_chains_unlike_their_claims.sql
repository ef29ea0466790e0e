-- What all files paid for a claim, reversals taken off, is what its lines say was paid in the end.
-- grain: one row per chain whose payments do not add up
--
-- From the payments of the files (CLP04; where the lines do not add up to it, the lines'), of all
-- answers and the reversals that take one of them back. Left out is money of answers that stand
-- apart later (a refusal as a duplicate that pays something).
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

claims as (
    select
        kept_claims.chain_number,
        kept_claims.is_unmatched_reversal,
        coalesce(line_sums.paid_amount, recounted_claims.paid_amount) as paid_amount,
        coalesce(line_sums.is_paid_apart, false) as is_paid_apart,
    from temp.kept_claims
    inner join temp.recounted_claims on kept_claims.claim_key = recounted_claims.claim_key
    left join line_sums on recounted_claims.claim_key = line_sums.claim_key
    where not kept_claims.is_predetermination
),

given as (
    select
        chain_number,
        sum(paid_amount) filter (where not is_unmatched_reversal) as paid_amount,
        bool_or(is_paid_apart) as is_paid_apart,
    from claims
    group by chain_number
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
    kept.paid_amount as final_paid_amount,
from kept
left join given on kept.chain_number = given.chain_number
where
    not coalesce(given.is_paid_apart, false)
    and given.paid_amount is distinct from kept.paid_amount
