-- An adjustment, judged: what it means for this payer, and which line it bears on.
-- grain: one row per adjustment and line; a claim-level one stands under every line of its claim
-- scope: claim
--
-- Claim-level amounts count once: they are spread over the lines by charge, to the cent, and the
-- shares add up to the amount in the file. Claims without lines carry them on line 0.
with line_charges as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        coalesce(charge_amount, 0) as charge_amount,
        sum(coalesce(charge_amount, 0)) over (
            partition by file_id, transaction_set_number, claim_number
            order by service_line_number
            rows between unbounded preceding and current row
        ) as charge_so_far,
        sum(coalesce(charge_amount, 0)) over (
            partition by file_id, transaction_set_number, claim_number
        ) as charge_of_claim,
    from staging.remitted_lines
),

claim_level as (
    select *
    from staging.adjustments
    where service_line_number = 0
),

shares as (
    select
        claim_level.claim_id,
        claim_level.file_id,
        claim_level.transaction_set_number,
        claim_level.claim_number,
        claim_level.segment_number,
        claim_level.adjustment_number,
        claim_level.group_code,
        claim_level.carc_code,
        claim_level.amount,
        claim_level.residual_amount,
        claim_level.quantity,
        coalesce(line_charges.service_line_number, 0) as service_line_number,
        case
            when line_charges.service_line_number is null then claim_level.amount
            when line_charges.charge_of_claim = 0
                then
                    case
                        when line_charges.service_line_number = 1 then claim_level.amount else 0
                    end
            else
                -- What falls up to this line, less what fell before it: each boundary is rounded
                -- from the same exact sums for both its lines, so that no cent is lost between.
                round(
                    claim_level.amount::double * line_charges.charge_so_far::double
                    / line_charges.charge_of_claim::double, 2
                )::decimal(12, 2)
                - round(
                    claim_level.amount::double
                    * (line_charges.charge_so_far - line_charges.charge_amount)::double
                    / line_charges.charge_of_claim::double, 2
                )::decimal(12, 2)
        end::decimal(12, 2) as share_amount,
    from claim_level
    left join line_charges
        on
            claim_level.file_id = line_charges.file_id
            and claim_level.transaction_set_number = line_charges.transaction_set_number
            and claim_level.claim_number = line_charges.claim_number
),

placed as (
    select
        claim_id,
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        adjustment_number,
        group_code,
        carc_code,
        amount,
        residual_amount,
        quantity,
        false as is_claim_level,
    from staging.adjustments
    where service_line_number > 0
    union all
    select
        claim_id,
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        adjustment_number,
        group_code,
        carc_code,
        share_amount,
        residual_amount,
        quantity,
        true as is_claim_level,
    from shares
),

-- The remark that refines an umbrella reason: the line's own first, then the claim's.
line_remarks as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        refined_category,
    from marts.remarks
    where refined_category is not null
    qualify
        row_number() over (
            partition by file_id, transaction_set_number, claim_number, service_line_number
            order by segment_number, remark_number
        ) = 1
),

judged as (
    select
        placed.*,
        remitted_claims.payer_name,
        coalesce(placed.carc_code, '') as known_carc_code,
        case
            when carc_rules.is_umbrella
                then coalesce(
                    own_remark.refined_category, claim_remark.refined_category, carc_rules.category
                )
            else coalesce(carc_rules.category, 'Unknown code')
        end as category,
        carc_rules.owner as rule_owner,
        carc_rules.category as rule_category,
        coalesce(carc_rules.is_denial, false) as is_denial,
        coalesce(carc_rules.is_cost_share and placed.group_code = 'PR', false) as is_cost_share,
        coalesce(carc_rules.is_not_final, false) as is_not_final,
    from placed
    inner join marts.remitted_claims
        on
            placed.file_id = remitted_claims.file_id
            and placed.transaction_set_number = remitted_claims.transaction_set_number
            and placed.claim_number = remitted_claims.claim_number
    left join marts.carc_rules
        on
            remitted_claims.payer_name = carc_rules.payer_name
            and placed.carc_code = carc_rules.carc_code
    left join line_remarks as own_remark
        on
            carc_rules.is_umbrella
            and placed.file_id = own_remark.file_id
            and placed.transaction_set_number = own_remark.transaction_set_number
            and placed.claim_number = own_remark.claim_number
            and placed.service_line_number = own_remark.service_line_number
            and own_remark.service_line_number > 0
    left join line_remarks as claim_remark
        on
            carc_rules.is_umbrella
            and placed.file_id = claim_remark.file_id
            and placed.transaction_set_number = claim_remark.transaction_set_number
            and placed.claim_number = claim_remark.claim_number
            and claim_remark.service_line_number = 0
),

-- A row that names several reasons and one unexplained amount: it stands under the first that counts.
ranked as (
    select
        judged.*,
        categories.taxonomy_order,
        case
            when judged.category = judged.rule_category
                then judged.rule_owner
            else categories.owner
        end as owner,
        case
            when judged.amount is null and judged.residual_amount is not null
                then row_number() over (
                    partition by
                        judged.file_id,
                        judged.transaction_set_number,
                        judged.claim_number,
                        judged.service_line_number,
                        judged.amount is null
                    order by
                        judged.is_denial desc,
                        categories.taxonomy_order,
                        judged.segment_number,
                        judged.adjustment_number
                )
        end as residual_rank,
    from judged
    left join reference.categories on judged.category = categories.category
)

select
    claim_id,
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    segment_number,
    adjustment_number,
    payer_name,
    group_code,
    known_carc_code as carc_code,
    category,
    coalesce(owner, '') as owner,
    coalesce(taxonomy_order::integer, 99) as taxonomy_order,
    case
        when residual_rank = 1 then residual_amount
        else coalesce(amount, 0)
    end::decimal(12, 2) as amount,
    quantity,
    amount is null and residual_amount is null as is_amount_missing,
    is_claim_level,
    is_denial,
    is_cost_share,
    is_not_final,
from ranked;

comment on column marts.adjustments.claim_id is 'Key of the claim as this file tells of it.';
comment on column marts.adjustments.file_id is 'Key of the file.';
comment on column marts.adjustments.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.adjustments.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.adjustments.service_line_number is 'Which SVC of the claim, from 1; 0 for a claim without lines.';
comment on column marts.adjustments.segment_number is 'Segment of the file.';
comment on column marts.adjustments.adjustment_number is 'Which triplet of the CAS segment.';
comment on column marts.adjustments.payer_name is 'Name the team knows the payer by.';
comment on column marts.adjustments.group_code is 'Who bears it: CO, PR, OA, PI, CR.';
comment on column marts.adjustments.carc_code is 'Adjustment reason.';
comment on column marts.adjustments.category is 'Family of the reason, refined by the remark.';
comment on column marts.adjustments.owner is 'Who usually works it.';
comment on column marts.adjustments.taxonomy_order is 'Order of the category, which settles ties.';
comment on column marts.adjustments.amount is 'US dollars; a claim-level amount is the line''s share.';
comment on column marts.adjustments.quantity is 'Units adjusted, where the payer says.';
comment on column marts.adjustments.is_amount_missing is 'The payer gives the reason and no amount.';
comment on column marts.adjustments.is_claim_level is 'Whether the file gives it for the whole claim.';
comment on column marts.adjustments.is_denial is 'Whether its amount counts as denied.';
comment on column marts.adjustments.is_cost_share is 'Whether it is the patient''s share by contract.';
comment on column marts.adjustments.is_not_final is 'Whether it says the answer is still to come.';
