-- An adjustment as its file gives it, with what its reason means for the payer.
-- grain: one row per adjustment of a recounted claim; service_line_number 0 is the claim level
with told as (
    select
        recounted_claims.claim_id,
        recounted_claims.payer_name,
        recounted_claims.line_count,
        adjustments.service_line_number,
        adjustments.segment_number,
        adjustments.adjustment_number,
        adjustments.group_code,
        coalesce(adjustments.carc_code, '') as carc_code,
        adjustments.amount,
        adjustments.residual_amount,
        adjustments.quantity,
    from staging.adjustments
    inner join temp.recounted_claims on adjustments.claim_id = recounted_claims.claim_id
)

select
    told.claim_id,
    told.service_line_number,
    told.segment_number,
    told.adjustment_number,
    told.group_code,
    told.carc_code,
    told.amount,
    told.residual_amount,
    told.quantity,
    -- How many lines bear it: a claim-level one is spread over those of its claim.
    case
        when told.service_line_number > 0 then 1
        else greatest(told.line_count, 1)
    end as bearing_line_count,
    coalesce(recounted_rules.is_denial, false) as is_denial,
    coalesce(recounted_rules.is_cost_share and told.group_code = 'PR', false) as is_cost_share,
    coalesce(recounted_rules.is_not_final, false) as is_not_final,
    -- A claim-level umbrella reason falls on each line under the category of that line's remark.
    coalesce(recounted_rules.is_umbrella, false) as is_umbrella,
    coalesce(recounted_rules.category, 'Unknown code') as rule_category,
    case
        when coalesce(recounted_rules.is_umbrella, false)
            then coalesce(
                own_remarks.refined_category,
                claim_remarks.refined_category,
                recounted_rules.category
            )
        else coalesce(recounted_rules.category, 'Unknown code')
    end as category,
from told
left join temp.recounted_rules
    on
        told.payer_name = recounted_rules.payer_name
        and told.carc_code = recounted_rules.carc_code
left join temp.recounted_remarks as own_remarks
    on
        told.claim_id = own_remarks.claim_id
        and told.service_line_number = own_remarks.service_line_number
        and told.service_line_number > 0
left join temp.recounted_remarks as claim_remarks
    on
        told.claim_id = claim_remarks.claim_id
        and claim_remarks.service_line_number = 0
