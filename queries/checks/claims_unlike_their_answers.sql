-- What was paid for a claim, and how often it was answered, is what the files say.
-- grain: one row per claim that differs
with given as (
    select
        claim_lives.life_number,
        sum(recounted_claims.paid_amount) as paid_amount,
        count(*) filter (where not kept_claims.is_reversal) as answer_count,
    from temp.kept_claims
    inner join temp.recounted_claims on kept_claims.claim_id = recounted_claims.claim_id
    inner join marts.claim_lives on kept_claims.claim_id = claim_lives.claim_id
    where not kept_claims.is_predetermination and not kept_claims.is_undecided
    group by claim_lives.life_number
)

select
    touched_claims.life_number,
    touched_claims.paid_amount,
    coalesce(given.paid_amount, 0) as given_paid_amount,
    touched_claims.answer_count,
    coalesce(given.answer_count, 0) as given_answer_count,
from temp.touched_claims
left join given on touched_claims.life_number = given.life_number
where
    touched_claims.paid_amount != coalesce(given.paid_amount, 0)
    or touched_claims.answer_count != coalesce(given.answer_count, 0)
