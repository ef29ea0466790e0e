-- Where do the amounts of a file not add up?
-- grain: one row per line, claim or check out of balance
--
-- 835 guide, balancing: a line's charge less its adjustments is its payment; a claim's charge less
-- all its adjustments is its payment; a check is the claims' payments less provider adjustments.
-- A reversal may be the claim alone: without lines and adjustments it takes back the whole answer.
with adjusted as (
    select
        claim_id,
        line_id,
        sum(coalesce(amount, 0)) as amount,
        bool_or(amount is null) as has_unknown,
    from staging.adjustments
    where file_id in (select file_id from temp.files_in_hand)
    group by claim_id, line_id
),

adjusted_claims as (
    select
        claim_id,
        sum(amount) as amount,
        bool_or(has_unknown) as has_unknown,
    from adjusted
    group by claim_id
),

unbalanced_lines as (
    select
        lines.file_id,
        lines.transaction_set_number,
        lines.segment_number,
        'line_out_of_balance' as finding_key,
        (lines.charge_amount - coalesce(adjusted.amount, 0))::varchar as found,
        lines.paid_amount::varchar as expected,
    from staging.remitted_lines as lines
    left join adjusted on lines.line_id = adjusted.line_id
    where
        lines.file_id in (select file_id from temp.files_in_hand)
        and not coalesce(adjusted.has_unknown, false)
        and lines.charge_amount - coalesce(adjusted.amount, 0) != lines.paid_amount
),

unbalanced_claims as (
    select
        claims.file_id,
        claims.transaction_set_number,
        claims.segment_number,
        'claim_out_of_balance' as finding_key,
        (claims.charge_amount - coalesce(adjusted_claims.amount, 0))::varchar as found,
        claims.paid_amount::varchar as expected,
    from staging.remitted_claims as claims
    left join adjusted_claims on claims.claim_id = adjusted_claims.claim_id
    where
        claims.file_id in (select file_id from temp.files_in_hand)
        and not coalesce(adjusted_claims.has_unknown, false)
        and (claims.charge_amount >= 0 or adjusted_claims.claim_id is not null)
        and claims.charge_amount - coalesce(adjusted_claims.amount, 0) != claims.paid_amount
),

claims_of_sets as (
    select
        file_id,
        transaction_set_number,
        sum(coalesce(paid_amount, 0)) as amount,
    from staging.remitted_claims
    where file_id in (select file_id from temp.files_in_hand)
    group by file_id, transaction_set_number
),

moved as (
    select
        file_id,
        transaction_set_number,
        sum(coalesce(amount, 0)) as amount,
    from staging.provider_adjustments
    where file_id in (select file_id from temp.files_in_hand)
    group by file_id, transaction_set_number
),

unbalanced_checks as (
    select
        remittances.file_id,
        remittances.transaction_set_number,
        remittances.segment_number,
        'check_out_of_balance' as finding_key,
        (coalesce(claims_of_sets.amount, 0) - coalesce(moved.amount, 0))::varchar as found,
        remittances.payment_amount::varchar as expected,
    from staging.remittances
    left join claims_of_sets
        on
            remittances.file_id = claims_of_sets.file_id
            and remittances.transaction_set_number = claims_of_sets.transaction_set_number
    left join moved
        on
            remittances.file_id = moved.file_id
            and remittances.transaction_set_number = moved.transaction_set_number
    where
        remittances.file_id in (select file_id from temp.files_in_hand)
        and coalesce(claims_of_sets.amount, 0) - coalesce(moved.amount, 0)
        != remittances.payment_amount
)

select * from unbalanced_lines
union all
select * from unbalanced_claims
union all
select * from unbalanced_checks
