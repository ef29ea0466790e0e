-- An adjustment, judged: what it means for this payer, and which line it bears on.
-- grain: one row per adjustment and line; a claim-level one is under every line of its claim
-- scope: claim
-- needs: marts.remitted_claims
--
-- Claim-level amounts count once: they are spread over the lines by charge, to the cent, and the
-- shares add up to the amount in the file. Claims without lines carry them on line 0.
-- One file: most of it lists the columns of the two kinds, of lines and of whole claims.
with claim_level as (
    select *
    from staging.adjustments
    where service_line_number = 0
),

line_charges as (
    select
        claim_id,
        line_id,
        service_line_number,
        coalesce(charge_amount, 0) as charge_amount,
        sum(coalesce(charge_amount, 0)) over (
            partition by claim_id
            order by service_line_number
            rows between unbounded preceding and current row
        ) as charge_so_far,
        sum(coalesce(charge_amount, 0)) over (partition by claim_id) as charge_of_claim,
    from staging.remitted_lines
    where claim_id in (select claim_level.claim_id from claim_level)
),

placed as (
    select
        claim_id,
        line_id,
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
        claim_level.claim_id,
        coalesce(line_charges.line_id, claim_level.line_id) as line_id,
        claim_level.file_id,
        claim_level.transaction_set_number,
        claim_level.claim_number,
        coalesce(line_charges.service_line_number, 0) as service_line_number,
        claim_level.segment_number,
        claim_level.adjustment_number,
        claim_level.group_code,
        claim_level.carc_code,
        case
            when line_charges.line_id is null then claim_level.amount
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
        end::decimal(12, 2) as amount,
        claim_level.residual_amount,
        claim_level.quantity,
        true as is_claim_level,
    from claim_level
    left join line_charges on claim_level.claim_id = line_charges.claim_id
),

-- The remark that refines an umbrella reason: the line's own first, then the claim's.
refining_remarks as (
    select
        claim_id,
        line_id,
        service_line_number,
        refined_category,
    from marts.remarks
    where refined_category is not null
    qualify
        row_number() over (partition by line_id order by segment_number, remark_number) = 1
),

judged as not materialized (
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
    inner join marts.remitted_claims on placed.claim_id = remitted_claims.claim_id
    left join marts.carc_rules
        on
            remitted_claims.payer_name = carc_rules.payer_name
            and placed.carc_code = carc_rules.carc_code
    left join refining_remarks as own_remark
        on placed.line_id = own_remark.line_id and own_remark.service_line_number > 0
    left join refining_remarks as claim_remark
        on placed.claim_id = claim_remark.claim_id and claim_remark.service_line_number = 0
),

owned as not materialized (
    select
        judged.*,
        categories.taxonomy_order,
        case
            when judged.category = judged.rule_category
                then judged.rule_owner
            else categories.owner
        end as owner,
    from judged
    left join reference.categories on judged.category = categories.category
),

-- A row that names several reasons and one unexplained amount: it is under the first that counts.
residual_places as (
    select
        line_id,
        segment_number,
        adjustment_number,
        is_claim_level,
    from owned
    where amount is null
    qualify
        residual_amount is not null
        and row_number() over (
            partition by line_id
            order by is_denial desc, taxonomy_order, segment_number, adjustment_number
        ) = 1
)

select
    owned.claim_id,
    owned.line_id,
    owned.file_id,
    owned.transaction_set_number,
    owned.claim_number,
    owned.service_line_number,
    owned.segment_number,
    owned.adjustment_number,
    owned.payer_name,
    owned.group_code,
    owned.known_carc_code as carc_code,
    owned.category,
    coalesce(owned.owner, '') as owner,
    coalesce(owned.taxonomy_order::integer, 99) as taxonomy_order,
    case
        when residual_places.line_id is not null then owned.residual_amount
        else coalesce(owned.amount, 0)
    end::decimal(12, 2) as amount,
    owned.quantity,
    owned.amount is null and owned.residual_amount is null as is_amount_missing,
    owned.is_claim_level,
    owned.is_denial,
    owned.is_cost_share,
    owned.is_not_final,
from owned
left join residual_places
    on
        owned.amount is null
        and owned.line_id = residual_places.line_id
        and owned.segment_number = residual_places.segment_number
        and owned.adjustment_number = residual_places.adjustment_number
        and owned.is_claim_level = residual_places.is_claim_level;
