-- A line's first answer, what came of it, and how it stands now: one denial is counted once.
-- grain: one row per line of a chain, dated by its first answer; and one per billed line unanswered
-- scope: claim
--
-- The first answer is the first that is not a duplicate refusal nor a "still to come"
-- (marts.line_answers); what came of it, in outcome and dollars, is in marts.denial_results. Later
-- refusals are re-denials of the same dollars.
-- open amount: what is still denied; nothing once recovered, or once we voided the claim.
-- Modifiers are those billed joined with those answered: a payer that leaves them out changes
-- nothing.
-- unanswered: a line of the last submission of a claim to its first payer that no answer names. It is
-- in no denominator.
-- Denied lines stand together, week by week: most questions read only them, and only some weeks. So
-- do those whose claims have to be told apart (marts.chains).
-- One file: half of it lists the columns of its two kinds of lines, answered and unanswered.
with resolved as (
    select
        denial_results.*,
        remitted_lines.claim_id,
        remitted_lines.file_id,
        remitted_lines.transaction_set_number,
        remitted_lines.claim_number,
        remitted_lines.service_line_number,
        remitted_lines.segment_number,
        remitted_lines.payer_name,
        remitted_lines.provider_name,
        remitted_lines.line_of_business,
        remitted_lines.place_of_service_code,
        remitted_lines.client_name,
        remitted_lines.patient_control_number,
        remitted_lines.procedure_code,
        remitted_lines.paid_procedure_code,
        remitted_lines.modifier_codes as answered_modifier_codes,
        remitted_lines.group_code,
        remitted_lines.carc_code,
        remitted_lines.category,
        remitted_lines.owner,
        remitted_lines.paid_units,
        remitted_lines.original_units,
        remitted_lines.is_secondary,
        remitted_lines.is_duplicate,
        remitted_lines.is_not_final,
        remitted_lines.service_date,
        remitted_lines.remit_week,
    from marts.denial_results
    inner join marts.remitted_lines on denial_results.line_id = remitted_lines.line_id
    where not denial_results.is_after_payment
),

preventable_rules as (
    select distinct
        payer_name,
        carc_code,
    from marts.carc_rules
    where preventable = 'y'
),

line_remarks as (
    select
        resolved.line_id,
        list_sort(list_distinct(list(remarks.remark_code))) as remark_codes,
    from resolved
    inner join marts.remarks
        on
            resolved.claim_id = remarks.claim_id
            and remarks.service_line_number in (0, resolved.service_line_number)
    where resolved.is_denied
    group by resolved.line_id
),

-- The first three characters of a diagnosis tell its chapter: looked up once for each of them.
chapters as (
    select
        given.diagnosis_category,
        diagnosis_chapters.diagnosis_chapter,
    from (
        select distinct left(diagnosis_codes[1], 3) as diagnosis_category
        from marts.service_lines
    ) as given
    inner join reference.diagnosis_chapters
        on
            given.diagnosis_category
            between diagnosis_chapters.first_category and diagnosis_chapters.last_category
),

answered as (
    select
        resolved.claim_id,
        resolved.line_id,
        resolved.file_id,
        resolved.transaction_set_number,
        resolved.claim_number,
        resolved.service_line_number,
        resolved.segment_number,
        linked_claims.linked_claim_id,
        resolved.chain_number,
        resolved.chain_line_number,
        chains.is_kept_together as is_claim_kept_together,
        chains.is_kept_together and resolved.chain_line_number = chains.first_line_number
            as is_first_of_claim,
        chains.has_repeated_procedure,
        line_matches.billed_claim_id,
        line_matches.billed_line_id,
        line_matches.billed_file_id,
        line_matches.billed_transaction_set_number,
        line_matches.billed_claim_number,
        line_matches.billed_service_line_number,
        resolved.payer_name,
        resolved.provider_name,
        resolved.line_of_business,
        resolved.place_of_service_code,
        coalesce(
            nullif(resolved.client_name, 'Not stated'),
            last_submissions.client_name,
            'Not stated'
        )
            as client_name,
        coalesce(last_submissions.claim_kind, 'Not stated') as claim_kind,
        resolved.patient_control_number,
        resolved.procedure_code,
        resolved.paid_procedure_code,
        case
            when line_matches.billed_service_line_number is null
                then resolved.answered_modifier_codes
            else
                service_lines.modifier_codes
                || list_filter(
                    resolved.answered_modifier_codes,
                    lambda code: not list_contains(service_lines.modifier_codes, code)
                )
        end as modifier_codes,
        coalesce(service_lines.diagnosis_codes, []) as diagnosis_codes,
        coalesce(line_remarks.remark_codes, []) as remark_codes,
        resolved.verdict,
        resolved.group_code,
        resolved.carc_code,
        resolved.category,
        resolved.owner,
        resolved.outcome,
        coalesce(
            resolved.last_verdict,
            case when resolved.is_reversed then 'reversed' else resolved.verdict end
        ) as final_verdict,
        resolved.later_answer_count,
        resolved.re_denial_count,
        date_diff('day', service_lines.submission_date, resolved.remit_date)::integer
            as days_to_first_answer,
        case
            when resolved.outcome not in ('open', 'reversed')
                then date_diff('day', resolved.remit_date, resolved.last_remit_date)
        end::integer as days_to_resolution,
        coalesce(
            nullif(resolved.original_units, 0),
            nullif(resolved.paid_units, 0),
            case
                when line_matches.billed_line_id is not null
                    then nullif(service_lines.billed_units, 0)
            end,
            1
        ) as service_units,
        resolved.charge_amount,
        resolved.paid_amount,
        resolved.cost_share_amount,
        resolved.denied_amount,
        resolved.recovered_amount,
        resolved.recovered_denied_amount,
        resolved.recovered_cost_share_amount,
        resolved.written_down_amount,
        resolved.still_denied_amount,
        case
            when coalesce(last_submissions.is_voided, false) and not resolved.is_secondary then 0
            else resolved.still_denied_amount
        end::decimal(12, 2) as open_amount,
        resolved.final_paid_amount,
        resolved.is_denied,
        resolved.verdict = 'partial' as is_partial,
        resolved.verdict = 'suspect' as is_suspect,
        coalesce(resolved.is_denied and resolved.group_code = 'PR', false)
            as is_patient_billed,
        resolved.is_denied and preventable_rules.carc_code is not null as is_preventable,
        resolved.is_secondary,
        resolved.is_duplicate,
        resolved.is_not_final,
        coalesce(resolved.outcome in ('recovered', 'partly_recovered', 're_denied'), false)
            as is_resolved,
        coalesce(resolved.outcome in ('recovered', 'partly_recovered'), false) as is_overturned,
        resolved.service_date,
        date_trunc('week', resolved.service_date)::date as service_week,
        service_lines.submission_date,
        resolved.remit_date,
        resolved.remit_week,
        case
            when resolved.outcome not in ('open', 'reversed') then resolved.last_remit_date
        end as resolved_date,
        coalesce(
            resolved.last_remit_date,
            case when not resolved.is_reversed then resolved.remit_date end
        ) as final_remit_date,
    from resolved
    inner join marts.linked_claims
        on
            resolved.claim_id = linked_claims.claim_id
            and linked_claims.mention_kind = 'answered'
    left join preventable_rules
        on
            resolved.payer_name = preventable_rules.payer_name
            and resolved.carc_code = preventable_rules.carc_code
    inner join marts.chains on resolved.chain_number = chains.chain_number
    left join marts.last_submissions
        on
            linked_claims.linked_claim_id = last_submissions.linked_claim_id
            and not last_submissions.is_secondary
    left join line_remarks on resolved.line_id = line_remarks.line_id
    left join marts.line_matches on resolved.line_id = line_matches.line_id
    left join marts.service_lines
        on
            coalesce(line_matches.billed_line_id, (line_matches.billed_claim_id << 14) + 1)
            = service_lines.line_id
    union all
    select
        service_lines.claim_id,
        service_lines.line_id,
        service_lines.file_id,
        service_lines.transaction_set_number,
        service_lines.claim_number,
        service_lines.service_line_number,
        service_lines.segment_number,
        service_lines.linked_claim_id,
        null as chain_number,
        null as chain_line_number,
        false as is_claim_kept_together,
        false as is_first_of_claim,
        false as has_repeated_procedure,
        service_lines.claim_id as billed_claim_id,
        service_lines.line_id as billed_line_id,
        service_lines.file_id as billed_file_id,
        service_lines.transaction_set_number as billed_transaction_set_number,
        service_lines.claim_number as billed_claim_number,
        service_lines.service_line_number as billed_service_line_number,
        service_lines.payer_name,
        service_lines.provider_name,
        submitted_claims.line_of_business,
        service_lines.place_of_service_code,
        submitted_claims.client_name,
        coalesce(submitted_claims.claim_kind, 'Not stated') as claim_kind,
        submitted_claims.patient_control_number,
        service_lines.procedure_code,
        null as paid_procedure_code,
        service_lines.modifier_codes,
        service_lines.diagnosis_codes,
        [] as remark_codes,
        'unanswered' as verdict,
        null as group_code,
        null as carc_code,
        null as category,
        null as owner,
        null as outcome,
        'unanswered' as final_verdict,
        0 as later_answer_count,
        0 as re_denial_count,
        null as days_to_first_answer,
        null as days_to_resolution,
        coalesce(nullif(service_lines.billed_units, 0), 1) as service_units,
        service_lines.charge_amount,
        0 as paid_amount,
        0 as cost_share_amount,
        0 as denied_amount,
        0 as recovered_amount,
        0 as recovered_denied_amount,
        0 as recovered_cost_share_amount,
        0 as written_down_amount,
        0 as still_denied_amount,
        0 as open_amount,
        0 as final_paid_amount,
        false as is_denied,
        false as is_partial,
        false as is_suspect,
        false as is_patient_billed,
        false as is_preventable,
        false as is_secondary,
        false as is_duplicate,
        false as is_not_final,
        false as is_resolved,
        false as is_overturned,
        service_lines.service_date,
        date_trunc('week', service_lines.service_date)::date as service_week,
        service_lines.submission_date,
        null as remit_date,
        null as remit_week,
        null as resolved_date,
        null as final_remit_date,
    from marts.service_lines
    inner join marts.submitted_claims on service_lines.claim_id = submitted_claims.claim_id
    where
        service_lines.is_current
        and not service_lines.is_answered
        and not service_lines.is_secondary
)

select
    answered.*,
    array_to_string(list_sort(answered.modifier_codes), ' ') as modifier_set,
    coalesce(chapters.diagnosis_chapter, 'Not stated') as diagnosis_chapter,
from answered
left join chapters on left(answered.diagnosis_codes[1], 3) = chapters.diagnosis_category
order by
    is_denied,
    is_claim_kept_together desc,
    remit_week,
    payer_name,
    chain_number,
    service_line_number;
