-- A payer's answer to a service line, judged: paid, denied, partly denied, or paid nothing unsaid.
-- grain: one row per answered service line; a claim without lines is one line (number 0)
-- scope: claim
-- needs: marts.remitted_claims
--
-- denied amount: the adjustments that count, in any group, never more than the charge.
-- A charge that is missing or cannot be read is what was paid and adjusted together (835 guide,
-- balancing), so that a denial of it counts: never less than what was denied.
-- full denial: paid 0, no cost share, denied > 0. partial: paid or cost share, and denied > 0.
-- zero paid, no denial code: paid 0, nothing that counts, no cost share, though something was charged
-- or nobody can tell whether.
-- unstated: as suspect, but a reason that counts is stated without an amount: none is guessed.
-- One file: the amounts of a line are judged together, and most of it lists columns.
with line_sums as (
    select
        line_id,
        sum(amount) filter (where is_denial) as denying_amount,
        sum(amount) filter (where is_cost_share) as cost_share_amount,
        bool_or(is_not_final and (amount != 0 or is_claim_level)) as has_not_final,
        bool_or(is_denial and is_amount_missing) as has_denial_without_amount,
    from marts.adjustments
    where is_denial or is_cost_share or is_not_final
    group by line_id
),

claim_level_shares as (
    select
        claim_id,
        line_id,
        sum(amount) as amount,
    from marts.adjustments
    where is_claim_level
    group by claim_id, line_id
),

primary_reasons as (
    select
        line_id,
        group_code,
        carc_code,
        category,
        owner,
    from marts.adjustments
    where is_denial and (amount > 0 or is_amount_missing)
    qualify
        row_number() over (
            partition by line_id
            order by amount desc, taxonomy_order, carc_code, group_code, segment_number
        ) = 1
),

lines as (
    select
        claim_id,
        line_id,
        service_line_number,
        segment_number,
        coalesce(submitted_procedure_code, procedure_code, revenue_code) as procedure_code,
        procedure_code as paid_procedure_code,
        case
            when submitted_procedure_code is null then modifier_codes
            else submitted_modifier_codes
        end as modifier_codes,
        revenue_code,
        line_control_number,
        provider_npi,
        charge_amount,
        coalesce(paid_amount, 0) as paid_amount,
        allowed_amount,
        paid_units,
        original_units,
        service_date,
    from staging.remitted_lines
    union all
    select
        remitted_claims.claim_id,
        remitted_claims.claim_id << 14 as line_id,
        0 as service_line_number,
        remitted_claims.segment_number,
        null as procedure_code,
        null as paid_procedure_code,
        [] as modifier_codes,
        null as revenue_code,
        null as line_control_number,
        null as provider_npi,
        given_claims.charge_amount,
        remitted_claims.paid_amount,
        null as allowed_amount,
        null as paid_units,
        null as original_units,
        remitted_claims.service_date,
    from marts.remitted_claims
    inner join staging.remitted_claims as given_claims
        on remitted_claims.claim_id = given_claims.claim_id
    where
        remitted_claims.claim_id not in (
            select remitted_lines.claim_id from staging.remitted_lines
        )
),

-- Few lines lack a charge: only theirs are added up.
uncharged_lines as (
    select line_id
    from lines
    where charge_amount is null
),

adjusted_sums as (
    select
        adjustments.line_id,
        sum(adjustments.amount) as amount,
    from marts.adjustments
    semi join uncharged_lines on adjustments.line_id = uncharged_lines.line_id
    group by adjustments.line_id
),

-- Where lines show what they were paid before a claim-level adjustment (835 guide, balancing: the
-- lines' payments less the claim's own adjustments are the claim's payment), that share comes off.
paid_before_adjustment as (
    select claim_level.claim_id
    from (
        select
            claim_id,
            sum(amount) as amount,
        from claim_level_shares
        group by claim_id
    ) as claim_level
    inner join marts.remitted_claims on claim_level.claim_id = remitted_claims.claim_id
    inner join staging.remitted_lines on claim_level.claim_id = remitted_lines.claim_id
    group by claim_level.claim_id
    having
        sum(coalesce(remitted_lines.paid_amount, 0)) != any_value(remitted_claims.paid_amount)
        and sum(coalesce(remitted_lines.paid_amount, 0))
        - any_value(claim_level.amount)
        = any_value(remitted_claims.paid_amount)
),

priced as (
    select
        lines.* replace (
            lines.paid_amount - case
                when paid_before_adjustment.claim_id is not null and lines.service_line_number > 0
                    then coalesce(claim_level_shares.amount, 0)
                else 0
            end as paid_amount
        ),
        lines.charge_amount is null as is_charge_unknown,
    from lines
    left join claim_level_shares on lines.line_id = claim_level_shares.line_id
    left join paid_before_adjustment on lines.claim_id = paid_before_adjustment.claim_id
),

charged as (
    select
        priced.* replace (
            coalesce(
                priced.charge_amount, priced.paid_amount + coalesce(adjusted_sums.amount, 0)
            )::decimal(12, 2) as charge_amount
        ),
    from priced
    left join adjusted_sums on priced.line_id = adjusted_sums.line_id
),

measured as (
    select
        charged.*,
        reversed_lines.line_id is not null as is_reversed,
        coalesce(line_sums.cost_share_amount, 0) as cost_share_amount,
        greatest(
            least(coalesce(line_sums.denying_amount, 0), charged.charge_amount), 0
        ) as denied_amount,
        coalesce(line_sums.has_not_final, false) as has_not_final,
        coalesce(line_sums.has_denial_without_amount, false) as has_denial_without_amount,
    from charged
    left join marts.reversed_lines on charged.line_id = reversed_lines.line_id
    left join line_sums on charged.line_id = line_sums.line_id
),

judged as (
    select
        measured.*,
        case
            when remitted_claims.is_reversal then 'reversal'
            when
                measured.denied_amount > 0
                and measured.paid_amount <= 0
                and measured.cost_share_amount <= 0
                then 'full'
            when measured.denied_amount > 0 then 'partial'
            when
                (measured.charge_amount <= 0 and not measured.is_charge_unknown)
                or measured.paid_amount > 0
                or measured.cost_share_amount > 0
                then 'paid'
            when measured.has_not_final then 'not_final'
            when measured.has_denial_without_amount then 'unstated'
            else 'suspect'
        end as verdict,
        verdict in ('full', 'partial') as is_denied,
        remitted_claims.* exclude (
            claim_id, segment_number, charge_amount, paid_amount, is_reversed, service_date
        ),
        coalesce(measured.service_date, remitted_claims.service_date) as known_service_date,
    from measured
    inner join marts.remitted_claims on measured.claim_id = remitted_claims.claim_id
)

select
    judged.claim_id,
    judged.line_id,
    judged.file_id,
    judged.transaction_set_number,
    judged.claim_number,
    judged.service_line_number,
    judged.segment_number,
    judged.chain_number,
    judged.answer_number,
    judged.payer_name,
    judged.patient_control_number,
    coalesce(claim_filing_indicators.line_of_business, 'Not stated') as line_of_business,
    judged.place_of_service_code,
    judged.provider_name,
    judged.client_name,
    judged.provider_npi,
    coalesce(judged.procedure_code, 'No line') as procedure_code,
    judged.paid_procedure_code,
    judged.modifier_codes,
    judged.revenue_code,
    judged.line_control_number,
    judged.verdict,
    primary_reasons.group_code,
    primary_reasons.carc_code,
    primary_reasons.category,
    primary_reasons.owner,
    judged.charge_amount,
    judged.paid_amount::decimal(12, 2) as paid_amount,
    judged.cost_share_amount::decimal(12, 2) as cost_share_amount,
    case when judged.is_denied then judged.denied_amount else 0 end::decimal(12, 2)
        as denied_amount,
    judged.allowed_amount,
    judged.paid_units,
    judged.original_units,
    judged.is_denied,
    judged.is_secondary,
    judged.is_predetermination,
    judged.is_undecided,
    judged.is_reversal,
    judged.is_reversed,
    judged.is_denied and coalesce(categories.standing = 'apart', false) as is_duplicate,
    judged.verdict = 'not_final' as is_not_final,
    judged.known_service_date as service_date,
    judged.remit_date,
    judged.remit_week,
from judged
left join primary_reasons
    on
        judged.line_id = primary_reasons.line_id
        and judged.verdict in ('full', 'partial', 'unstated')
left join reference.categories on primary_reasons.category = categories.category
left join reference.claim_filing_indicators
    on judged.claim_filing_code = claim_filing_indicators.claim_filing_code;
