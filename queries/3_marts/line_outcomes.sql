-- A line's first answer, what came of it, and how it stands now: one denial is counted once.
-- grain: one row per line of a chain; dated by its first answer
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
-- open amount: what is still denied; nothing once recovered.
-- Denied lines stand together, week by week: most questions read only them, and only some weeks.
with answers_by_line as (
    select
        chain_lines.chain_number,
        chain_lines.billed_procedure_code,
        chain_lines.service_date as billed_service_date,
        chain_lines.billed_line_place,
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
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    segment_number,
    chain_number,
    payer_name,
    provider_name,
    line_of_business,
    place_of_service_code,
    patient_control_number,
    procedure_code,
    modifier_codes,
    array_to_string(list_sort(modifier_codes), ' ') as modifier_set,
    verdict,
    group_code,
    carc_code,
    category,
    owner,
    outcome,
    later_answer_count,
    re_denial_count,
    charge_amount,
    paid_amount,
    cost_share_amount,
    denied_amount,
    case when is_denied then later_paid_amount else 0 end::decimal(12, 2) as recovered_amount,
    case
        when not is_denied or outcome = 'recovered' then 0
        when outcome in ('partly_recovered', 're_denied') and last_denied_amount > 0
            then least(denied_amount, last_denied_amount)
        else denied_amount
    end::decimal(12, 2) as open_amount,
    is_denied,
    verdict = 'partial' as is_partial,
    verdict = 'suspect' as is_suspect,
    is_denied and group_code = 'PR' as is_patient_billed,
    is_denied
    and exists (
        select 1
        from marts.carc_rules
        where
            carc_rules.payer_name = resolved.payer_name
            and carc_rules.carc_code = resolved.carc_code
            and carc_rules.preventable = 'y'
    ) as is_preventable,
    is_secondary,
    is_duplicate,
    is_not_final,
    coalesce(outcome in ('recovered', 'partly_recovered', 're_denied'), false) as is_resolved,
    coalesce(outcome in ('recovered', 'partly_recovered'), false) as is_overturned,
    service_date,
    date_trunc('week', service_date)::date as service_week,
    remit_date,
    remit_week,
    case when outcome not in ('open', 'reversed') then last_remit_date end as resolved_date,
from resolved
order by is_denied, remit_week, payer_name, chain_number, service_line_number;

comment on column marts.line_outcomes.file_id is 'Key of the file of the first answer.';
comment on column marts.line_outcomes.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.line_outcomes.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.line_outcomes.service_line_number is 'Which SVC of the claim, from 1; 0 for a claim without lines.';
comment on column marts.line_outcomes.segment_number is 'Segment of the file where the first answer opens.';
comment on column marts.line_outcomes.chain_number is 'The chain of answers to one claim.';
comment on column marts.line_outcomes.payer_name is 'Name the team knows the payer by.';
comment on column marts.line_outcomes.provider_name is 'Rendering provider, else its NPI, else the payee.';
comment on column marts.line_outcomes.line_of_business is 'Medicare, Medicaid, Commercial … from the filing code.';
comment on column marts.line_outcomes.place_of_service_code is 'Place of service or facility type.';
comment on column marts.line_outcomes.patient_control_number is 'The practice''s own number of the claim.';
comment on column marts.line_outcomes.procedure_code is 'Procedure as billed.';
comment on column marts.line_outcomes.modifier_codes is 'Modifiers as billed, in order.';
comment on column marts.line_outcomes.modifier_set is 'Modifiers as billed, sorted, parted by blanks.';
comment on column marts.line_outcomes.verdict is 'First answer: full, partial, suspect, paid or not_final.';
comment on column marts.line_outcomes.group_code is 'Group of the primary reason.';
comment on column marts.line_outcomes.carc_code is 'Primary reason of the first denial.';
comment on column marts.line_outcomes.category is 'Family of the primary reason, refined by its remark.';
comment on column marts.line_outcomes.owner is 'Who usually works it.';
comment on column marts.line_outcomes.outcome is 'recovered, partly_recovered, re_denied, reversed or open; null when not denied.';
comment on column marts.line_outcomes.later_answer_count is 'Answers after the first.';
comment on column marts.line_outcomes.re_denial_count is 'Later full denials of the same dollars.';
comment on column marts.line_outcomes.charge_amount is 'US dollars charged.';
comment on column marts.line_outcomes.paid_amount is 'US dollars the first answer paid.';
comment on column marts.line_outcomes.cost_share_amount is 'US dollars of deductible, coinsurance, copay at first.';
comment on column marts.line_outcomes.denied_amount is 'US dollars first denied.';
comment on column marts.line_outcomes.recovered_amount is 'US dollars paid later on a denied line.';
comment on column marts.line_outcomes.open_amount is 'US dollars still denied.';
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
comment on column marts.line_outcomes.remit_date is 'Day of the first answer.';
comment on column marts.line_outcomes.remit_week is 'Monday of the week of the first answer.';
comment on column marts.line_outcomes.resolved_date is 'Day of the answer that decided the denial.';
