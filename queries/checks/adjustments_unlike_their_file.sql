-- Every adjustment of a file counts once, with its group, reason and amount, as its rule says.
-- grain: one row per adjustment that is lost, doubled, added or different
--
-- One of the whole claim is under every line of it. What each bears of the amount is looked at in
-- claim_level_amounts_not_shared_out; a row without amounts has one unexplained amount for all its
-- reasons, which denied_amounts_unlike_their_adjustments looks at.
with given as (
    select
        recounted_claims.claim_id,
        recounted_claims.file_id,
        recounted_claims.transaction_set_number,
        recounted_claims.claim_number,
        recounted_adjustments.service_line_number,
        recounted_adjustments.segment_number,
        recounted_adjustments.adjustment_number,
        recounted_adjustments.group_code,
        recounted_adjustments.carc_code,
        recounted_adjustments.amount,
        recounted_adjustments.residual_amount,
        recounted_adjustments.quantity,
        recounted_adjustments.bearing_line_count,
        recounted_adjustments.is_denial,
        recounted_adjustments.is_cost_share,
        recounted_adjustments.is_not_final,
        recounted_adjustments.is_umbrella,
        recounted_adjustments.category,
    from temp.recounted_adjustments
    inner join temp.recounted_claims
        on recounted_adjustments.claim_id = recounted_claims.claim_id
),

kept as (
    select
        adjustments.claim_id,
        adjustments.file_id,
        adjustments.transaction_set_number,
        adjustments.claim_number,
        case when adjustments.is_claim_level then 0 else adjustments.service_line_number end
            as service_line_number,
        adjustments.segment_number,
        adjustments.adjustment_number,
        adjustments.is_claim_level,
        adjustments.group_code,
        adjustments.carc_code,
        adjustments.category,
        adjustments.amount,
        adjustments.quantity,
        adjustments.is_denial,
        adjustments.is_cost_share,
        adjustments.is_not_final,
    from marts.adjustments
    inner join temp.recounted_claims on adjustments.claim_id = recounted_claims.claim_id
),

compared as (
    select
        coalesce(given.file_id, kept.file_id) as file_id,
        coalesce(given.transaction_set_number, kept.transaction_set_number)
            as transaction_set_number,
        coalesce(given.claim_number, kept.claim_number) as claim_number,
        coalesce(given.service_line_number, kept.service_line_number) as service_line_number,
        coalesce(given.segment_number, kept.segment_number) as segment_number,
        coalesce(given.adjustment_number, kept.adjustment_number) as adjustment_number,
        coalesce(max(given.bearing_line_count), 0) as expected_row_count,
        count(kept.file_id) as row_count,
        count(*) filter (
            kept.group_code is not distinct from given.group_code
            and kept.carc_code = given.carc_code
            and kept.quantity is not distinct from given.quantity
            and kept.is_denial = given.is_denial
            and kept.is_cost_share = given.is_cost_share
            and kept.is_not_final = given.is_not_final
            and (
                kept.is_claim_level
                or given.residual_amount is not null
                or kept.amount = coalesce(given.amount, 0)
            )
            -- The remark of each line says what a claim-level umbrella reason means for it.
            and (
                kept.category = given.category
                or (given.is_umbrella and kept.is_claim_level and given.bearing_line_count > 0)
            )
        ) as like_row_count,
    from given
    full outer join kept
        on
            given.claim_id = kept.claim_id
            and given.service_line_number = kept.service_line_number
            and given.segment_number = kept.segment_number
            and given.adjustment_number = kept.adjustment_number
    group by all
)

select *
from compared
where row_count != expected_row_count or like_row_count != expected_row_count
