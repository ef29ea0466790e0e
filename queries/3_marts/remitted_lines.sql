-- A payer's answer to a service line, judged: paid, denied, partly denied, or paid nothing unsaid.
-- grain: one row per answered service line; a claim without lines is one line (number 0)
-- scope: claim
--
-- denied amount: the adjustments that count, in any group, never more than the charge.
-- full denial: paid 0, no cost share, denied > 0. partial: paid or cost share, and denied > 0.
-- suspect zero-pay: paid 0, nothing that counts, no cost share, though something was charged.
-- unstated: as suspect, but a reason that counts is stated without an amount: none is guessed.
with line_sums as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        sum(amount) as adjusted_amount,
        coalesce(sum(amount) filter (where is_denial), 0) as denying_amount,
        coalesce(sum(amount) filter (where is_cost_share), 0) as cost_share_amount,
        coalesce(sum(amount) filter (where is_claim_level), 0) as claim_level_amount,
        bool_or(is_not_final and (amount != 0 or is_claim_level)) as has_not_final,
        bool_or(is_denial and is_amount_missing) as has_denial_without_amount,
    from marts.adjustments
    group by file_id, transaction_set_number, claim_number, service_line_number
),

primary_reasons as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        group_code,
        carc_code,
        category,
        owner,
    from marts.adjustments
    where is_denial and (amount > 0 or is_amount_missing)
    qualify
        row_number() over (
            partition by file_id, transaction_set_number, claim_number, service_line_number
            order by amount desc, taxonomy_order, carc_code, group_code, segment_number
        ) = 1
),

lines as (
    select
        claim_id,
        line_id,
        file_id,
        transaction_set_number,
        claim_number,
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
        coalesce(charge_amount, 0) as charge_amount,
        coalesce(paid_amount, 0) as paid_amount,
        allowed_amount,
        service_date,
    from staging.remitted_lines
    union all
    select
        remitted_claims.claim_id,
        remitted_claims.claim_id << 14 as line_id,
        remitted_claims.file_id,
        remitted_claims.transaction_set_number,
        remitted_claims.claim_number,
        0 as service_line_number,
        remitted_claims.segment_number,
        null as procedure_code,
        null as paid_procedure_code,
        [] as modifier_codes,
        null as revenue_code,
        null as line_control_number,
        null as provider_npi,
        remitted_claims.charge_amount,
        remitted_claims.paid_amount,
        null as allowed_amount,
        remitted_claims.service_date,
    from marts.remitted_claims
    left join staging.remitted_lines
        on
            remitted_claims.file_id = remitted_lines.file_id
            and remitted_claims.transaction_set_number = remitted_lines.transaction_set_number
            and remitted_claims.claim_number = remitted_lines.claim_number
    where remitted_lines.claim_number is null
),

measured as (
    select
        lines.*,
        remitted_claims.chain_number,
        remitted_claims.answer_number,
        remitted_claims.payer_name,
        remitted_claims.patient_control_number,
        coalesce(claim_filing_indicators.line_of_business, 'Not stated') as line_of_business,
        remitted_claims.place_of_service_code,
        coalesce(lines.service_date, remitted_claims.service_date) as known_service_date,
        remitted_claims.provider_name,
        remitted_claims.is_secondary,
        remitted_claims.is_predetermination,
        remitted_claims.is_undecided,
        remitted_claims.is_reversal,
        reversed_lines.claim_number is not null as is_reversed,
        remitted_claims.remit_date,
        remitted_claims.remit_week,
        remitted_claims.paid_amount as claim_paid_amount,
        sum(lines.paid_amount) over claim_lines as lines_paid_amount,
        coalesce(line_sums.claim_level_amount, 0) as claim_level_amount,
        coalesce(sum(line_sums.claim_level_amount) over claim_lines, 0)
            as claim_level_amount_of_claim,
        coalesce(line_sums.cost_share_amount, 0) as cost_share_amount,
        greatest(
            least(coalesce(line_sums.denying_amount, 0), lines.charge_amount), 0
        ) as denied_amount,
        coalesce(line_sums.has_not_final, false) as has_not_final,
        coalesce(line_sums.has_denial_without_amount, false) as has_denial_without_amount,
    from lines
    inner join marts.remitted_claims
        on
            lines.file_id = remitted_claims.file_id
            and lines.transaction_set_number = remitted_claims.transaction_set_number
            and lines.claim_number = remitted_claims.claim_number
    left join marts.reversed_lines
        on
            lines.file_id = reversed_lines.file_id
            and lines.transaction_set_number = reversed_lines.transaction_set_number
            and lines.claim_number = reversed_lines.claim_number
            and lines.service_line_number = reversed_lines.service_line_number
    left join line_sums
        on
            lines.file_id = line_sums.file_id
            and lines.transaction_set_number = line_sums.transaction_set_number
            and lines.claim_number = line_sums.claim_number
            and lines.service_line_number = line_sums.service_line_number
    left join reference.claim_filing_indicators
        on remitted_claims.claim_filing_code = claim_filing_indicators.claim_filing_code
    window claim_lines as (
        partition by lines.file_id, lines.transaction_set_number, lines.claim_number
    )
),

-- Where lines show what they were paid before a claim-level adjustment (835 guide, balancing: the
-- lines' payments less the claim's own adjustments are the claim's payment), that share comes off.
paid_lines as (
    select
        *,
        paid_amount - case
            when
                service_line_number > 0
                and lines_paid_amount != claim_paid_amount
                and lines_paid_amount - claim_level_amount_of_claim = claim_paid_amount
                then claim_level_amount
            else 0
        end as line_paid_amount,
    from measured
),

judged as (
    select
        *,
        case
            when is_reversal then 'reversal'
            when denied_amount > 0 and line_paid_amount <= 0 and cost_share_amount <= 0 then 'full'
            when denied_amount > 0 then 'partial'
            when charge_amount <= 0 or line_paid_amount > 0 or cost_share_amount > 0 then 'paid'
            when has_not_final then 'not_final'
            when has_denial_without_amount then 'unstated'
            else 'suspect'
        end as verdict,
    from paid_lines
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
    judged.line_of_business,
    judged.place_of_service_code,
    judged.provider_name,
    judged.provider_npi,
    coalesce(judged.procedure_code, 'No line') as procedure_code,
    judged.paid_procedure_code,
    judged.modifier_codes,
    judged.revenue_code,
    judged.line_control_number,
    judged.verdict,
    case when judged.verdict in ('full', 'partial', 'unstated') then primary_reasons.group_code end
        as group_code,
    case when judged.verdict in ('full', 'partial', 'unstated') then primary_reasons.carc_code end
        as carc_code,
    case when judged.verdict in ('full', 'partial', 'unstated') then primary_reasons.category end
        as category,
    case when judged.verdict in ('full', 'partial', 'unstated') then primary_reasons.owner end
        as owner,
    judged.charge_amount,
    judged.line_paid_amount::decimal(12, 2) as paid_amount,
    judged.cost_share_amount::decimal(12, 2) as cost_share_amount,
    case
        when judged.verdict in ('full', 'partial') then judged.denied_amount else 0
    end::decimal(12, 2) as denied_amount,
    judged.allowed_amount,
    judged.verdict in ('full', 'partial') as is_denied,
    judged.is_secondary,
    judged.is_predetermination,
    judged.is_undecided,
    judged.is_reversal,
    judged.is_reversed,
    judged.verdict in ('full', 'partial')
    and coalesce(categories.standing = 'apart', false) as is_duplicate,
    judged.verdict = 'not_final' as is_not_final,
    judged.known_service_date as service_date,
    judged.remit_date,
    judged.remit_week,
from judged
left join primary_reasons
    on
        judged.file_id = primary_reasons.file_id
        and judged.transaction_set_number = primary_reasons.transaction_set_number
        and judged.claim_number = primary_reasons.claim_number
        and judged.service_line_number = primary_reasons.service_line_number
left join reference.categories on primary_reasons.category = categories.category;

comment on column marts.remitted_lines.claim_id is 'Key of the claim as this file tells of it.';
comment on column marts.remitted_lines.line_id is 'Key of the line as this file tells of it.';
comment on column marts.remitted_lines.file_id is 'Key of the file.';
comment on column marts.remitted_lines.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.remitted_lines.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.remitted_lines.service_line_number is 'Which SVC of the claim, from 1; 0 for a claim without lines.';
comment on column marts.remitted_lines.segment_number is 'Segment of the file where it opens.';
comment on column marts.remitted_lines.chain_number is 'The chain of answers to one claim.';
comment on column marts.remitted_lines.answer_number is 'Which answer of the chain.';
comment on column marts.remitted_lines.payer_name is 'Name the team knows the payer by.';
comment on column marts.remitted_lines.patient_control_number is 'The practice''s own number of the claim.';
comment on column marts.remitted_lines.line_of_business is 'Medicare, Medicaid, Commercial … from the filing code.';
comment on column marts.remitted_lines.place_of_service_code is 'Place of service or facility type.';
comment on column marts.remitted_lines.provider_name is 'Rendering provider, else its NPI, else the payee.';
comment on column marts.remitted_lines.provider_npi is 'Rendering provider of the line, where given.';
comment on column marts.remitted_lines.procedure_code is 'Procedure as billed (SVC06, else SVC01), else revenue code.';
comment on column marts.remitted_lines.paid_procedure_code is 'Procedure the payer answered (SVC01).';
comment on column marts.remitted_lines.modifier_codes is 'Modifiers as billed, in order.';
comment on column marts.remitted_lines.revenue_code is 'Revenue code (SVC04).';
comment on column marts.remitted_lines.line_control_number is 'The practice''s own number of the line (REF 6R).';
comment on column marts.remitted_lines.verdict is 'full, partial, suspect, unstated, paid, not_final or reversal.';
comment on column marts.remitted_lines.group_code is 'Group of the primary reason.';
comment on column marts.remitted_lines.carc_code is 'Primary reason: its largest counting adjustment.';
comment on column marts.remitted_lines.category is 'Family of the primary reason.';
comment on column marts.remitted_lines.owner is 'Who usually works it.';
comment on column marts.remitted_lines.charge_amount is 'US dollars charged.';
comment on column marts.remitted_lines.paid_amount is 'US dollars paid, after claim-level adjustments.';
comment on column marts.remitted_lines.cost_share_amount is 'US dollars of deductible, coinsurance, copay.';
comment on column marts.remitted_lines.denied_amount is 'US dollars denied, never above the charge.';
comment on column marts.remitted_lines.allowed_amount is 'US dollars allowed, where given (AMT B6).';
comment on column marts.remitted_lines.is_denied is 'Full or partial denial.';
comment on column marts.remitted_lines.is_secondary is 'Answered as secondary or tertiary payer.';
comment on column marts.remitted_lines.is_predetermination is 'An estimate, not an answer to a claim.';
comment on column marts.remitted_lines.is_undecided is 'Says that no decision was made yet: no answer.';
comment on column marts.remitted_lines.is_reversal is 'Takes an earlier answer back.';
comment on column marts.remitted_lines.is_reversed is 'A later reversal took it back.';
comment on column marts.remitted_lines.is_duplicate is 'Denied as a duplicate: reported apart.';
comment on column marts.remitted_lines.is_not_final is 'The payer says the answer is still to come.';
comment on column marts.remitted_lines.service_date is 'Day of service.';
comment on column marts.remitted_lines.remit_date is 'Day of the answer.';
comment on column marts.remitted_lines.remit_week is 'Monday of the week of the answer.';
