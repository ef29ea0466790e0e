-- What was paid for a claim, and how often it was answered, is what the files say.
-- grain: one row per claim that differs
with given as (
    select
        linked_claims.linked_claim_id,
        sum(recounted_claims.paid_amount) as paid_amount,
        count(*) filter (where not kept_claims.is_reversal) as answer_count,
    from temp.kept_claims
    inner join temp.recounted_claims on kept_claims.claim_id = recounted_claims.claim_id
    inner join marts.linked_claims on kept_claims.claim_id = linked_claims.claim_id
    where not kept_claims.is_predetermination and not kept_claims.is_undecided
    group by linked_claims.linked_claim_id
)

select
    touched_claims.linked_claim_id,
    touched_claims.paid_amount,
    coalesce(given.paid_amount, 0) as given_paid_amount,
    touched_claims.answer_count,
    coalesce(given.answer_count, 0) as given_answer_count,
from temp.touched_claims
left join given on touched_claims.linked_claim_id = given.linked_claim_id
where
    touched_claims.paid_amount != coalesce(given.paid_amount, 0)
    or touched_claims.answer_count != coalesce(given.answer_count, 0)
