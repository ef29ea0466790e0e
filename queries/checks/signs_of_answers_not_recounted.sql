-- An answer is a reversal, an estimate, no decision or a second payer's as its sign and status say.
-- grain: one row per answer that is taken for another kind
--
-- The sign shows a reversal, with any status (835 guide 1.10.2.8); what a reversal or a
-- correction (22 with positive amounts) is taken back from says whose answer it is.
with expected as (
    select
        recounted_claims.claim_id,
        recounted_claims.standing_of_status,
        recounted_claims.charge_amount < 0
        or (recounted_claims.charge_amount = 0 and recounted_claims.paid_amount < 0)
        or (
            recounted_claims.standing_of_status = 'reversal'
            and (recounted_claims.charge_amount = 0 or recounted_claims.paid_amount < 0)
        ) as is_reversal,
    from temp.recounted_claims
)

select
    kept_claims.file_id,
    kept_claims.transaction_set_number,
    kept_claims.claim_number,
    kept_claims.is_reversal,
    expected.is_reversal as is_expected_reversal,
    kept_claims.is_secondary,
    kept_claims.is_predetermination,
    kept_claims.is_undecided,
from temp.kept_claims
inner join expected on kept_claims.claim_id = expected.claim_id
where
    kept_claims.is_reversal != expected.is_reversal
    or (
        not expected.is_reversal
        and expected.standing_of_status != 'reversal'
        and (
            kept_claims.is_secondary != (expected.standing_of_status = 'secondary')
            or kept_claims.is_predetermination
            != (expected.standing_of_status = 'predetermination')
            or kept_claims.is_undecided != (expected.standing_of_status = 'no_decision')
        )
    )
