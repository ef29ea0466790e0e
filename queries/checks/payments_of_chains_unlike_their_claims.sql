-- What the answers to a claim that stand have paid is what its lines say was paid in the end.
-- grain: one row per chain whose payments do not add up
--
-- From the payments of the files, CLP04 as its lines share it, less what reversals took back in part.
-- What was taken back whole is left out with its reversal, and so are chains where an answer that
-- is counted separately (a refusal as a duplicate) pays something.
with given as (
    select
        answered_lines.chain_number,
        round(
            sum(recounted_lines.paid_amount) filter (
                where not answered_lines.is_reversal and not answered_lines.is_reversed
            ),
            2
        )::decimal(12, 2) as paid_amount,
        bool_or(
            (answered_lines.is_duplicate or answered_lines.is_not_final)
            and recounted_lines.paid_amount != 0
        ) as is_paid_apart,
    from temp.answered_lines
    inner join temp.recounted_lines
        on
            answered_lines.claim_id = recounted_lines.claim_id
            and answered_lines.service_line_number = recounted_lines.service_line_number
    group by answered_lines.chain_number
),

taken_back as (
    select
        partial_takebacks.chain_number,
        sum(partial_takebacks.taken_back_amount) as taken_back_amount,
    from marts.partial_takebacks
    inner join temp.recounted_claims
        on partial_takebacks.claim_id = recounted_claims.claim_id
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
