-- A line's first answer, what came of it, and how it stands now: one denial is counted once.
-- grain: one row per line of a chain, dated by its first answer; and one per billed line unanswered
--
-- The first answer is the first that is not a duplicate refusal nor a "still to come"; where a line
-- has had nothing else, such an answer stands here and is reported apart. Later refusals are
-- re-denials of the same dollars. A reversal takes its answer's money back: what it took back
-- still happened, but stands no longer.
-- recovered: the last standing later answer denies nothing and pays or passes the cost to the
-- patient; partly recovered: it still denies a part, but less or with money; re-denied: it gives
-- nothing more; reversed: the first answer was taken back and nothing stands after it; open: no
-- later answer stands.
-- recovered amount: what standing later answers paid, less what a reversed first answer had paid.
-- open amount: what is still denied; nothing once recovered, or once we voided the claim.
-- unanswered: a line of the last sending of a claim to its first payer that no answer names. It is
-- in no denominator.
-- Denied lines stand together, week by week: most questions read only them, and only some weeks.
with answers_by_line as (
    select
        chain_lines.chain_number,
        chain_lines.billed_procedure_code,
        chain_lines.service_date as billed_service_date,
        chain_lines.billed_line_place,
        chain_lines.chain_line_number,
        chain_lines.answer_number,
        remitted_lines.file_id,
        remitted_lines.transaction_set_number,
        remitted_lines.claim_number,
        remitted_lines.service_line_number,
        remitted_lines.segment_number,
        remitted_lines.payer_name,
        remitted_lines.provider_name,
        remitted_lines.line_of_business,
        remitted_lines.place_of_service_code,
        remitted_lines.patient_control_number,
        remitted_lines.procedure_code,
        remitted_lines.paid_procedure_code,
        remitted_lines.modifier_codes,
        remitted_lines.verdict,
        remitted_lines.group_code,
        remitted_lines.carc_code,
        remitted_lines.category,
        remitted_lines.owner,
        remitted_lines.charge_amount,
        remitted_lines.paid_amount,
        remitted_lines.cost_share_amount,
        remitted_lines.denied_amount,
        remitted_lines.is_denied,
        remitted_lines.is_secondary,
        remitted_lines.is_duplicate,
        remitted_lines.is_not_final,
        remitted_lines.is_reversed,
        remitted_lines.service_date,
        remitted_lines.remit_date,
        remitted_lines.remit_week,
    from marts.chain_lines
    inner join marts.remitted_lines
        on
            chain_lines.file_id = remitted_lines.file_id
            and chain_lines.transaction_set_number = remitted_lines.transaction_set_number
            and chain_lines.claim_number = remitted_lines.claim_number
            and chain_lines.service_line_number = remitted_lines.service_line_number
    where not chain_lines.is_whole_claim
),

-- Claims answered with and without lines: each answer is one, under its largest denied line.
lines_of_whole_claims as (
    select
        chain_lines.chain_number,
        chain_lines.billed_procedure_code,
        chain_lines.service_date as billed_service_date,
        chain_lines.billed_line_place,
        chain_lines.chain_line_number,
        chain_lines.answer_number,
        remitted_lines.file_id,
        remitted_lines.transaction_set_number,
        remitted_lines.claim_number,
        remitted_lines.service_line_number,
        remitted_lines.segment_number,
        remitted_lines.payer_name,
        remitted_lines.provider_name,
        remitted_lines.line_of_business,
        remitted_lines.place_of_service_code,
        remitted_lines.patient_control_number,
        remitted_lines.procedure_code,
        remitted_lines.paid_procedure_code,
        remitted_lines.modifier_codes,
        remitted_lines.verdict,
        remitted_lines.group_code,
        remitted_lines.carc_code,
        remitted_lines.category,
        remitted_lines.owner,
        remitted_lines.charge_amount,
        remitted_lines.paid_amount,
        remitted_lines.cost_share_amount,
        remitted_lines.denied_amount,
        remitted_lines.is_denied,
        remitted_lines.is_secondary,
        remitted_lines.is_duplicate,
        remitted_lines.is_not_final,
        remitted_lines.is_reversed,
        remitted_lines.service_date,
        remitted_lines.remit_date,
        remitted_lines.remit_week,
        sum(remitted_lines.charge_amount) over one_answer as charge_amount_of_claim,
        sum(remitted_lines.paid_amount) over one_answer as paid_amount_of_claim,
        sum(remitted_lines.cost_share_amount) over one_answer as cost_share_amount_of_claim,
        sum(remitted_lines.denied_amount) over one_answer as denied_amount_of_claim,
    from marts.chain_lines
    inner join marts.remitted_lines
        on
            chain_lines.file_id = remitted_lines.file_id
            and chain_lines.transaction_set_number = remitted_lines.transaction_set_number
            and chain_lines.claim_number = remitted_lines.claim_number
            and chain_lines.service_line_number = remitted_lines.service_line_number
    where chain_lines.is_whole_claim
    window one_answer as (partition by chain_lines.chain_number, chain_lines.answer_number)
    qualify
        row_number() over (
            partition by chain_lines.chain_number, chain_lines.answer_number
            order by
                remitted_lines.denied_amount desc,
                remitted_lines.charge_amount desc,
                remitted_lines.service_line_number
        ) = 1
),

all_answers as (
    select * from answers_by_line
    union all
    select
        chain_number,
        billed_procedure_code,
        billed_service_date,
        billed_line_place,
        chain_line_number,
        answer_number,
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        payer_name,
        provider_name,
        line_of_business,
        place_of_service_code,
        patient_control_number,
        procedure_code,
        paid_procedure_code,
        modifier_codes,
        case
            when denied_amount_of_claim <= 0 then verdict
            when paid_amount_of_claim <= 0 and cost_share_amount_of_claim <= 0 then 'full'
            else 'partial'
        end as verdict,
        group_code,
        carc_code,
        category,
        owner,
        charge_amount_of_claim::decimal(12, 2) as charge_amount,
        paid_amount_of_claim::decimal(12, 2) as paid_amount,
        cost_share_amount_of_claim::decimal(12, 2) as cost_share_amount,
        denied_amount_of_claim::decimal(12, 2) as denied_amount,
        is_denied,
        is_secondary,
        is_duplicate,
        is_not_final,
        is_reversed,
        service_date,
        remit_date,
        remit_week,
    from lines_of_whole_claims
),

-- Most claims are answered once: only the lines of the others have an order to be found.
answered_again as (
    select chain_number
    from marts.chain_lines
    group by chain_number
    having max(answer_number) > min(answer_number)
),

answers_in_order as (
    select
        *,
        row_number() over (
            partition by
                chain_number, billed_procedure_code, billed_service_date, billed_line_place
            order by is_duplicate or is_not_final, answer_number
        ) as place_in_line,
    from all_answers
    where chain_number in (select answered_again.chain_number from answered_again)
),

first_answers as (
    select *
    from answers_in_order
    where place_in_line = 1
    union all
    select
        *,
        1 as place_in_line,
    from all_answers
    where chain_number not in (select answered_again.chain_number from answered_again)
),

later_answers as (
    select
        chain_number,
        billed_procedure_code,
        billed_service_date,
        billed_line_place,
        count(*) as later_answer_count,
        count(*) filter (where verdict = 'full') as re_denial_count,
        sum(paid_amount) filter (where not is_reversed) as later_paid_amount,
        max(place_in_line) filter (where not is_reversed) as last_standing_place,
    from answers_in_order
    where place_in_line > 1 and not is_duplicate and not is_not_final
    group by chain_number, billed_procedure_code, billed_service_date, billed_line_place
),

followed as (
    select
        first_answers.*,
        coalesce(later_answers.later_answer_count, 0)::integer as later_answer_count,
        coalesce(later_answers.re_denial_count, 0)::integer as re_denial_count,
        coalesce(later_answers.later_paid_amount, 0)
        + case when first_answers.is_reversed then 0 else first_answers.paid_amount end
            as final_paid_amount,
        greatest(
            coalesce(later_answers.later_paid_amount, 0)
            - case when first_answers.is_reversed then first_answers.paid_amount else 0 end,
            0
        ) as later_paid_amount,
        last_answer.verdict as last_verdict,
        last_answer.denied_amount as last_denied_amount,
        last_answer.remit_date as last_remit_date,
    from first_answers
    left join later_answers
        on
            first_answers.chain_number = later_answers.chain_number
            and first_answers.billed_procedure_code = later_answers.billed_procedure_code
            and first_answers.billed_service_date = later_answers.billed_service_date
            and first_answers.billed_line_place = later_answers.billed_line_place
    left join answers_in_order as last_answer
        on
            first_answers.chain_number = last_answer.chain_number
            and first_answers.billed_procedure_code = last_answer.billed_procedure_code
            and first_answers.billed_service_date = last_answer.billed_service_date
            and first_answers.billed_line_place = last_answer.billed_line_place
            and later_answers.last_standing_place = last_answer.place_in_line
),

resolved as (
    select
        *,
        case
            when not is_denied then null
            when last_verdict = 'paid' then 'recovered'
            when
                last_verdict = 'partial'
                and (later_paid_amount > 0 or last_denied_amount < denied_amount)
                then 'partly_recovered'
            when last_verdict is not null then 're_denied'
            when is_reversed then 'reversed'
            else 'open'
        end as outcome,
    from followed
)

select
    resolved.file_id,
    resolved.transaction_set_number,
    resolved.claim_number,
    resolved.service_line_number,
    resolved.segment_number,
    claim_lives.life_number,
    resolved.chain_number,
    resolved.chain_line_number,
    chains.is_kept_together as is_claim_kept_together,
    chains.is_kept_together and resolved.chain_line_number = chains.first_line_number
        as is_first_of_claim,
    chains.has_repeated_procedure,
    line_matches.billed_file_id,
    line_matches.billed_transaction_set_number,
    line_matches.billed_claim_number,
    line_matches.billed_service_line_number,
    resolved.payer_name,
    resolved.provider_name,
    resolved.line_of_business,
    resolved.place_of_service_code,
    resolved.patient_control_number,
    resolved.procedure_code,
    resolved.paid_procedure_code,
    resolved.modifier_codes,
    array_to_string(list_sort(resolved.modifier_codes), ' ') as modifier_set,
    coalesce(service_lines.diagnosis_codes, []) as diagnosis_codes,
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
    resolved.charge_amount,
    resolved.paid_amount,
    resolved.cost_share_amount,
    resolved.denied_amount,
    case
        when resolved.is_denied then resolved.later_paid_amount else 0
    end::decimal(12, 2) as recovered_amount,
    case
        when not resolved.is_denied or resolved.outcome = 'recovered' then 0
        when coalesce(last_submissions.is_voided, false) and not resolved.is_secondary then 0
        when
            resolved.outcome in ('partly_recovered', 're_denied')
            and resolved.last_denied_amount > 0
            then least(resolved.denied_amount, resolved.last_denied_amount)
        else resolved.denied_amount
    end::decimal(12, 2) as open_amount,
    resolved.final_paid_amount::decimal(12, 2) as final_paid_amount,
    resolved.is_denied,
    resolved.verdict = 'partial' as is_partial,
    resolved.verdict = 'suspect' as is_suspect,
    resolved.is_denied and resolved.group_code = 'PR' as is_patient_billed,
    resolved.is_denied
    and exists (
        select 1
        from marts.carc_rules
        where
            carc_rules.payer_name = resolved.payer_name
            and carc_rules.carc_code = resolved.carc_code
            and carc_rules.preventable = 'y'
    ) as is_preventable,
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
        resolved.last_remit_date, case when not resolved.is_reversed then resolved.remit_date end
    ) as final_remit_date,
from resolved
inner join marts.claim_lives
    on
        resolved.file_id = claim_lives.file_id
        and resolved.transaction_set_number = claim_lives.transaction_set_number
        and resolved.claim_number = claim_lives.claim_number
        and claim_lives.told_by = 'answered'
inner join marts.chains on resolved.chain_number = chains.chain_number
left join marts.last_submissions
    on
        claim_lives.life_number = last_submissions.life_number
        and not last_submissions.is_secondary
left join marts.line_matches
    on
        resolved.file_id = line_matches.file_id
        and resolved.transaction_set_number = line_matches.transaction_set_number
        and resolved.claim_number = line_matches.claim_number
        and resolved.service_line_number = line_matches.service_line_number
left join marts.service_lines
    on
        line_matches.billed_file_id = service_lines.file_id
        and line_matches.billed_transaction_set_number = service_lines.transaction_set_number
        and line_matches.billed_claim_number = service_lines.claim_number
        and coalesce(line_matches.billed_service_line_number, 1)
        = service_lines.service_line_number
union all
select
    service_lines.file_id,
    service_lines.transaction_set_number,
    service_lines.claim_number,
    service_lines.service_line_number,
    service_lines.segment_number,
    service_lines.life_number,
    null as chain_number,
    null as chain_line_number,
    false as is_claim_kept_together,
    false as is_first_of_claim,
    false as has_repeated_procedure,
    service_lines.file_id as billed_file_id,
    service_lines.transaction_set_number as billed_transaction_set_number,
    service_lines.claim_number as billed_claim_number,
    service_lines.service_line_number as billed_service_line_number,
    service_lines.payer_name,
    service_lines.provider_name,
    submitted_claims.line_of_business,
    service_lines.place_of_service_code,
    submitted_claims.patient_control_number,
    service_lines.procedure_code,
    null as paid_procedure_code,
    service_lines.modifier_codes,
    array_to_string(list_sort(service_lines.modifier_codes), ' ') as modifier_set,
    service_lines.diagnosis_codes,
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
    service_lines.charge_amount,
    0 as paid_amount,
    0 as cost_share_amount,
    0 as denied_amount,
    0 as recovered_amount,
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
inner join marts.submitted_claims
    on
        service_lines.file_id = submitted_claims.file_id
        and service_lines.transaction_set_number = submitted_claims.transaction_set_number
        and service_lines.claim_number = submitted_claims.claim_number
where
    service_lines.is_current
    and not service_lines.is_answered
    and not service_lines.is_secondary
order by is_denied, remit_week, payer_name, chain_number, service_line_number;

comment on column marts.line_outcomes.file_id is 'Key of the file of the first answer; of the claim file when unanswered.';
comment on column marts.line_outcomes.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.line_outcomes.claim_number is 'Which claim of the set, from 1.';
comment on column marts.line_outcomes.service_line_number is 'Which SVC of the claim, from 1; 0 for a claim without lines.';
comment on column marts.line_outcomes.segment_number is 'Segment of the file where the first answer opens.';
comment on column marts.line_outcomes.life_number is 'The claim it belongs to (marts.claims).';
comment on column marts.line_outcomes.chain_number is 'The chain of answers to one claim.';
comment on column marts.line_outcomes.chain_line_number is 'The line within its chain; null when unanswered.';
comment on column marts.line_outcomes.is_claim_kept_together is 'Filters keep or leave all lines of its claim, but for those of procedures and modifiers.';
comment on column marts.line_outcomes.is_first_of_claim is 'It stands for its claim where claims are counted; no line does of a claim not kept together.';
comment on column marts.line_outcomes.has_repeated_procedure is 'Several answered lines of its claim are of one procedure.';
comment on column marts.line_outcomes.billed_file_id is 'Key of the file that billed it; null where none is loaded.';
comment on column marts.line_outcomes.billed_transaction_set_number is 'Which transaction set of that file.';
comment on column marts.line_outcomes.billed_claim_number is 'Which claim of that set.';
comment on column marts.line_outcomes.billed_service_line_number is 'Which line of that claim; null where none is known to be it.';
comment on column marts.line_outcomes.payer_name is 'Name the team knows the payer by.';
comment on column marts.line_outcomes.provider_name is 'Rendering provider, else its NPI, else the payee.';
comment on column marts.line_outcomes.line_of_business is 'Medicare, Medicaid, Commercial … from the filing code.';
comment on column marts.line_outcomes.place_of_service_code is 'Place of service or facility type.';
comment on column marts.line_outcomes.patient_control_number is 'The practice''s own number of the claim.';
comment on column marts.line_outcomes.procedure_code is 'Procedure as billed.';
comment on column marts.line_outcomes.paid_procedure_code is 'Procedure the first answer names (SVC01).';
comment on column marts.line_outcomes.modifier_codes is 'Modifiers as billed, in order.';
comment on column marts.line_outcomes.modifier_set is 'Modifiers as billed, sorted, parted by blanks.';
comment on column marts.line_outcomes.diagnosis_codes is 'Diagnoses the billed line points to.';
comment on column marts.line_outcomes.verdict is 'First answer: full, partial, suspect, paid, not_final; or unanswered.';
comment on column marts.line_outcomes.group_code is 'Group of the primary reason.';
comment on column marts.line_outcomes.carc_code is 'Primary reason of the first denial.';
comment on column marts.line_outcomes.category is 'Family of the primary reason, refined by its remark.';
comment on column marts.line_outcomes.owner is 'Who usually works it.';
comment on column marts.line_outcomes.outcome is 'recovered, partly_recovered, re_denied, reversed or open; null when not denied.';
comment on column marts.line_outcomes.final_verdict is 'The last standing answer: full, partial, paid …, or reversed.';
comment on column marts.line_outcomes.later_answer_count is 'Answers after the first.';
comment on column marts.line_outcomes.re_denial_count is 'Later full denials of the same dollars.';
comment on column marts.line_outcomes.days_to_first_answer is 'Days from sending to the first answer.';
comment on column marts.line_outcomes.days_to_resolution is 'Days from first denial to the answer that resolved it.';
comment on column marts.line_outcomes.charge_amount is 'US dollars charged.';
comment on column marts.line_outcomes.paid_amount is 'US dollars the first answer paid.';
comment on column marts.line_outcomes.cost_share_amount is 'US dollars of deductible, coinsurance, copay at first.';
comment on column marts.line_outcomes.denied_amount is 'US dollars first denied.';
comment on column marts.line_outcomes.recovered_amount is 'US dollars paid later on a denied line.';
comment on column marts.line_outcomes.open_amount is 'US dollars still denied.';
comment on column marts.line_outcomes.final_paid_amount is 'US dollars all standing answers paid.';
comment on column marts.line_outcomes.is_denied is 'First answer denies, in full or in part.';
comment on column marts.line_outcomes.is_partial is 'First answer denies a part.';
comment on column marts.line_outcomes.is_suspect is 'Paid nothing and said nothing that counts.';
comment on column marts.line_outcomes.is_patient_billed is 'Denied under group PR: billed to the patient.';
comment on column marts.line_outcomes.is_preventable is 'Denied for a reason the team could have prevented.';
comment on column marts.line_outcomes.is_secondary is 'Answered as secondary or tertiary payer.';
comment on column marts.line_outcomes.is_duplicate is 'Only ever refused as a duplicate: reported apart.';
comment on column marts.line_outcomes.is_not_final is 'Only ever answered "still to come": reported apart.';
comment on column marts.line_outcomes.is_resolved is 'A later answer decided the denial.';
comment on column marts.line_outcomes.is_overturned is 'A later answer paid it, whole or in part.';
comment on column marts.line_outcomes.service_date is 'Day of service.';
comment on column marts.line_outcomes.service_week is 'Monday of the week of service.';
comment on column marts.line_outcomes.submission_date is 'Day the billed line was sent.';
comment on column marts.line_outcomes.remit_date is 'Day of the first answer.';
comment on column marts.line_outcomes.remit_week is 'Monday of the week of the first answer.';
comment on column marts.line_outcomes.resolved_date is 'Day of the answer that decided the denial.';
comment on column marts.line_outcomes.final_remit_date is 'Day of the last standing answer; null where none stands.';
