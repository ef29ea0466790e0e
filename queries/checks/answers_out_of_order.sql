-- The answers of a chain are numbered from 1 in the order of their days.
-- grain: one row per answer numbered after one of a later day, or past a number that is not there
with ranked as (
    select
        kept_claims.file_id,
        kept_claims.transaction_set_number,
        kept_claims.claim_number,
        kept_claims.answer_number,
        coalesce(kept_claims.remit_date, date '9999-12-31') as remit_date,
        max(coalesce(kept_claims.remit_date, date '9999-12-31')) over earlier
            as earlier_remit_date,
        dense_rank() over (
            partition by kept_claims.chain_number
            order by kept_claims.answer_number
        ) as expected_answer_number,
    from temp.kept_claims
    window
        earlier as (
            partition by kept_claims.chain_number
            order by kept_claims.answer_number
            range between unbounded preceding and 1 preceding
        )
)

select
    file_id,
    transaction_set_number,
    claim_number,
    answer_number,
    expected_answer_number,
from ranked
where
    answer_number != expected_answer_number
    or coalesce(earlier_remit_date > remit_date, false)
