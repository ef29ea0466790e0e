-- An answered line counted again from its file: what it was charged, paid, denied, and why.
-- grain: one row per answered line of a recounted claim; one without lines is its own line 0
--
-- denied amount: the adjustments that count, in any group, claim-level ones by the line's share of
-- the charge, never more than the charge nor less than nothing. The marts round each share to the
-- cent and this does not: slack amount is how far apart that may bring the two; 0 for most.
-- One file: a second way to marts.remitted_lines must share nothing with the marts it checks.
with lines as (
    select
        recounted_claims.claim_id,
        remitted_lines.service_line_number,
        remitted_lines.segment_number,
        coalesce(
            remitted_lines.submitted_procedure_code,
            remitted_lines.procedure_code,
            remitted_lines.revenue_code,
            'No line'
        ) as procedure_code,
        remitted_lines.procedure_code as paid_procedure_code,
        case
            when remitted_lines.submitted_procedure_code is null
                then remitted_lines.modifier_codes
            else remitted_lines.submitted_modifier_codes
        end as modifier_codes,
        remitted_lines.line_control_number,
        coalesce(remitted_lines.charge_amount, 0) as charge_amount,
        remitted_lines.charge_amount is null as is_charge_unknown,
        coalesce(remitted_lines.paid_amount, 0) as told_paid_amount,
        coalesce(remitted_lines.service_date, recounted_claims.service_date) as service_date,
    from staging.remitted_lines
    inner join temp.recounted_claims
        on
            remitted_lines.claim_id = recounted_claims.claim_id
    union all
    select
        claim_id,
        0 as service_line_number,
        segment_number,
        'No line' as procedure_code,
        null as paid_procedure_code,
        [] as modifier_codes,
        null as line_control_number,
        charge_amount,
        is_charge_unknown,
        paid_amount as told_paid_amount,
        service_date,
    from temp.recounted_claims
    where line_count = 0
),

claim_sums as (
    select
        claim_id,
        sum(charge_amount) as charge_amount,
        sum(told_paid_amount) as told_paid_amount,
        min(service_line_number) as first_line_number,
    from lines
    group by claim_id
),

line_level as (
    select
        claim_id,
        service_line_number,
        coalesce(sum(amount) filter (where is_denial), 0) as denying_amount,
        coalesce(sum(amount) filter (where is_cost_share), 0) as cost_share_amount,
        coalesce(sum(amount), 0)
        + coalesce(max(residual_amount) filter (where amount is null), 0) as adjusted_amount,
        -- What a row without amounts leaves unexplained counts if any of its reasons does.
        coalesce(max(residual_amount) filter (where amount is null and is_denial), 0)
            as denying_residual_amount,
        bool_or(amount is null and residual_amount is not null) as has_residual,
        bool_or(is_not_final and amount is not null and amount != 0) as has_not_final,
        bool_or(is_denial and amount is null and residual_amount is null)
            as has_denial_without_amount,
    from temp.recounted_adjustments
    group by claim_id, service_line_number
),

claim_level as (
    select
        claim_id,
        count(*) as adjustment_count,
        coalesce(sum(amount), 0) as amount,
        coalesce(sum(amount) filter (where is_denial), 0) as denying_amount,
        coalesce(sum(amount) filter (where is_cost_share), 0) as cost_share_amount,
        bool_or(is_not_final) as has_not_final,
        bool_or(is_denial and amount is null and residual_amount is null)
            as has_denial_without_amount,
    from temp.recounted_adjustments
    where service_line_number = 0
    group by claim_id
),

shared as (
    select
        lines.*,
        case
            when claim_level.claim_id is null or lines.service_line_number = 0 then 0
            when claim_sums.charge_amount = 0
                then case when lines.service_line_number = 1 then 1 else 0 end
            else lines.charge_amount::double / claim_sums.charge_amount::double
        end as share,
        case
            when lines.service_line_number = 0 then 0
            else 0.01 * coalesce(claim_level.adjustment_count, 0)
        end as slack_amount,
        coalesce(claim_level.amount, 0) as claim_adjusted_amount,
        coalesce(claim_level.denying_amount, 0) as claim_denying_amount,
        coalesce(claim_level.cost_share_amount, 0) as claim_cost_share_amount,
        lines.service_line_number > 0
        and coalesce(claim_level.has_not_final, false) as claim_has_not_final,
        coalesce(claim_level.has_denial_without_amount, false)
            as claim_has_denial_without_amount,
        -- 835 guide, balancing: lines may show what they were paid before the claim's adjustments.
        case
            when
                claim_sums.told_paid_amount != recounted_claims.paid_amount
                and claim_sums.told_paid_amount - claim_level.amount
                = recounted_claims.paid_amount
                and lines.service_line_number > 0
                then claim_level.amount
            else 0
        end as claim_unpaid_amount,
    from lines
    inner join claim_sums on lines.claim_id = claim_sums.claim_id
    inner join temp.recounted_claims on lines.claim_id = recounted_claims.claim_id
    left join claim_level on lines.claim_id = claim_level.claim_id
),

-- 835 guide, balancing: a charge that is missing or unreadable is its payment and its adjustments.
charged as (
    select
        shared.* replace (
            case
                when shared.is_charge_unknown
                    then
                        shared.told_paid_amount::double
                        + coalesce(line_level.adjusted_amount, 0)::double
                        + shared.share
                        * (shared.claim_adjusted_amount - shared.claim_unpaid_amount)::double
                else shared.charge_amount::double
            end::decimal(12, 2) as charge_amount
        ),
    from shared
    left join line_level
        on
            shared.claim_id = line_level.claim_id
            and shared.service_line_number = line_level.service_line_number
)

select
    charged.claim_id,
    charged.service_line_number,
    charged.segment_number,
    charged.procedure_code,
    charged.paid_procedure_code,
    charged.modifier_codes,
    charged.line_control_number,
    charged.service_date,
    charged.charge_amount,
    charged.is_charge_unknown,
    charged.told_paid_amount::double - charged.share * charged.claim_unpaid_amount::double
        as paid_amount,
    greatest(
        least(
            (
                coalesce(line_level.denying_amount, 0)
                + coalesce(line_level.denying_residual_amount, 0)
            )::double
            + charged.share * charged.claim_denying_amount::double,
            charged.charge_amount::double
        ),
        0
    ) as denied_amount,
    coalesce(line_level.cost_share_amount, 0)::double
    + charged.share * charged.claim_cost_share_amount::double as cost_share_amount,
    coalesce(line_level.has_residual, false) as has_residual,
    coalesce(line_level.has_not_final, false) or charged.claim_has_not_final as has_not_final,
    coalesce(line_level.has_denial_without_amount, false)
    or charged.claim_has_denial_without_amount as has_denial_without_amount,
    charged.slack_amount::double as slack_amount,
from charged
left join line_level
    on
        charged.claim_id = line_level.claim_id
        and charged.service_line_number = line_level.service_line_number
