-- A line whose payment was taken back, wholly or in part, with the denial that followed or without.
-- grain: one row per line of a chain
-- scope: claim
--
-- Denied after payment: the first answer paid, a reversal took that back, a later answer denies. It
-- is no initial denial, but cash lost, with a deadline of its own (835 guide 1.10.2.8; X12 RFI 227).
-- taken back: the most one answer paid, less what stands paid in the end.
with taken_back as (
    select
        chain_lines.chain_number,
        chain_lines.chain_line_number,
        max(reversed_lines.reversal_date) as taken_back_date,
    from marts.reversed_lines
    inner join marts.chain_lines on reversed_lines.line_id = chain_lines.line_id
    inner join marts.line_answers
        on
            chain_lines.chain_number = line_answers.chain_number
            and chain_lines.chain_line_number = line_answers.chain_line_number
            and chain_lines.answer_number = line_answers.answer_number
    where line_answers.paid_amount > 0 or line_answers.cost_share_amount > 0
    group by chain_lines.chain_number, chain_lines.chain_line_number
    union all
    select
        chain_number,
        chain_line_number,
        max(remit_date) as taken_back_date,
    from marts.partial_takebacks
    where taken_back_amount > 0
    group by chain_number, chain_line_number
),

dates as (
    select
        chain_number,
        chain_line_number,
        max(taken_back_date) as taken_back_date,
    from taken_back
    group by chain_number, chain_line_number
),

most_paid as (
    select
        line_answers.chain_number,
        line_answers.chain_line_number,
        max(line_answers.paid_amount) as most_paid_amount,
    from marts.line_answers
    inner join dates
        on
            line_answers.chain_number = dates.chain_number
            and line_answers.chain_line_number = dates.chain_line_number
    group by line_answers.chain_number, line_answers.chain_line_number
),

concerned as (
    select
        coalesce(denied.line_id, first_answers.line_id) as line_id,
        first_answers.chain_number,
        first_answers.chain_line_number,
        denied.chain_number is not null as is_denied,
        first_answers.is_denied as is_initially_denied,
        first_answers.paid_amount as first_paid_amount,
        greatest(most_paid.most_paid_amount - first_answers.final_paid_amount, 0)
            as taken_back_amount,
        coalesce(denied.denied_amount, 0) as denied_amount,
        coalesce(denied.recovered_amount, 0) as recovered_amount,
        coalesce(denied.still_denied_amount, 0) as open_amount,
        denied.outcome,
        denied.last_remit_date,
        case when denied.chain_number is null then dates.taken_back_date else denied.remit_date end
            as remit_date,
    from dates
    inner join marts.denial_results as first_answers
        on
            dates.chain_number = first_answers.chain_number
            and dates.chain_line_number = first_answers.chain_line_number
            and not first_answers.is_after_payment
    inner join most_paid
        on
            dates.chain_number = most_paid.chain_number
            and dates.chain_line_number = most_paid.chain_line_number
    left join marts.denial_results as denied
        on
            dates.chain_number = denied.chain_number
            and dates.chain_line_number = denied.chain_line_number
            and denied.is_after_payment
),

line_remarks as (
    select
        remitted_lines.line_id,
        list_sort(list_distinct(list(remarks.remark_code))) as remark_codes,
    from concerned
    inner join marts.remitted_lines on concerned.line_id = remitted_lines.line_id
    inner join marts.remarks
        on
            remitted_lines.claim_id = remarks.claim_id
            and remarks.service_line_number in (0, remitted_lines.service_line_number)
    where concerned.is_denied
    group by remitted_lines.line_id
)

select
    remitted_lines.claim_id,
    remitted_lines.line_id,
    remitted_lines.file_id,
    remitted_lines.transaction_set_number,
    remitted_lines.claim_number,
    remitted_lines.service_line_number,
    remitted_lines.segment_number,
    line_outcomes.life_number,
    concerned.chain_number,
    concerned.chain_line_number,
    remitted_lines.payer_name,
    remitted_lines.provider_name,
    remitted_lines.line_of_business,
    remitted_lines.place_of_service_code,
    line_outcomes.client_name,
    line_outcomes.claim_kind,
    line_outcomes.diagnosis_chapter,
    coalesce(line_remarks.remark_codes, []) as remark_codes,
    remitted_lines.patient_control_number,
    line_outcomes.procedure_code,
    line_outcomes.modifier_codes,
    line_outcomes.modifier_set,
    remitted_lines.verdict,
    remitted_lines.group_code,
    remitted_lines.carc_code,
    remitted_lines.category,
    remitted_lines.owner,
    concerned.outcome,
    remitted_lines.charge_amount,
    concerned.first_paid_amount,
    concerned.taken_back_amount::decimal(12, 2) as taken_back_amount,
    concerned.denied_amount::decimal(12, 2) as denied_amount,
    concerned.recovered_amount::decimal(12, 2) as recovered_amount,
    concerned.open_amount::decimal(12, 2) as open_amount,
    concerned.is_denied,
    concerned.is_initially_denied,
    concerned.is_denied and remitted_lines.group_code = 'PR' as is_patient_billed,
    remitted_lines.is_secondary,
    line_outcomes.service_date,
    line_outcomes.service_week,
    concerned.remit_date,
    date_trunc('week', concerned.remit_date)::date as remit_week,
    case
        when concerned.outcome not in ('open', 'reversed') then concerned.last_remit_date
    end as resolved_date,
from concerned
inner join marts.remitted_lines on concerned.line_id = remitted_lines.line_id
inner join marts.line_outcomes
    on
        concerned.chain_number = line_outcomes.chain_number
        and concerned.chain_line_number = line_outcomes.chain_line_number
left join line_remarks on concerned.line_id = line_remarks.line_id
where concerned.is_denied or concerned.taken_back_amount > 0;

comment on column marts.takebacks.claim_id is 'Key of the claim as that file tells of it.';
comment on column marts.takebacks.line_id is 'Key of the line as that file tells of it.';
comment on column marts.takebacks.file_id is 'Key of the file of the answer that denies, else of the one taken back.';
comment on column marts.takebacks.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.takebacks.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.takebacks.service_line_number is 'Which SVC of the claim, from 1; 0 for a claim without lines.';
comment on column marts.takebacks.segment_number is 'Segment of the file where that answer opens.';
comment on column marts.takebacks.life_number is 'The claim it belongs to (marts.claims).';
comment on column marts.takebacks.chain_number is 'The chain of answers to one claim.';
comment on column marts.takebacks.chain_line_number is 'The line within its chain.';
comment on column marts.takebacks.payer_name is 'Name the team knows the payer by.';
comment on column marts.takebacks.provider_name is 'Rendering provider, else its NPI, else the payee.';
comment on column marts.takebacks.line_of_business is 'Medicare, Medicaid, Commercial … from the filing code.';
comment on column marts.takebacks.place_of_service_code is 'Place of service or facility type.';
comment on column marts.takebacks.patient_control_number is 'The practice''s own number of the claim.';
comment on column marts.takebacks.procedure_code is 'Procedure as billed.';
comment on column marts.takebacks.modifier_codes is 'Modifiers as billed, in order, then those only the answer names.';
comment on column marts.takebacks.modifier_set is 'Modifiers as billed, sorted, separated by spaces.';
comment on column marts.takebacks.verdict is 'What the answer says: full or partial where it denies, else paid.';
comment on column marts.takebacks.group_code is 'Group of the primary reason of the denial.';
comment on column marts.takebacks.carc_code is 'Primary reason of the denial; null where none was given.';
comment on column marts.takebacks.category is 'Family of the primary reason, refined by its remark.';
comment on column marts.takebacks.owner is 'Who usually works it.';
comment on column marts.takebacks.outcome is 'What came of the denial: recovered, partly_recovered, re_denied, reversed or open.';
comment on column marts.takebacks.charge_amount is 'US dollars charged.';
comment on column marts.takebacks.first_paid_amount is 'US dollars the first answer paid.';
comment on column marts.takebacks.taken_back_amount is 'US dollars taken back and not paid again.';
comment on column marts.takebacks.denied_amount is 'US dollars denied after the payment; 0 where nothing was denied.';
comment on column marts.takebacks.recovered_amount is 'US dollars paid after that denial.';
comment on column marts.takebacks.open_amount is 'US dollars still denied after the payment.';
comment on column marts.takebacks.is_denied is 'Denied after payment; else taken back without a denial.';
comment on column marts.takebacks.is_initially_denied is 'Its first answer was a denial: it stands in the initial denials, too.';
comment on column marts.takebacks.is_patient_billed is 'Denied under group PR: billed to the patient.';
comment on column marts.takebacks.is_secondary is 'Answered as secondary or tertiary payer.';
comment on column marts.takebacks.service_date is 'Day of service.';
comment on column marts.takebacks.service_week is 'Monday of the week of service.';
comment on column marts.takebacks.remit_date is 'Day of the denial, else of the takeback.';
comment on column marts.takebacks.remit_week is 'Monday of that week.';
comment on column marts.takebacks.resolved_date is 'Day of the answer that decided the denial.';
comment on column marts.takebacks.client_name is 'Billing provider or payee, under the team''s name for it.';
comment on column marts.takebacks.claim_kind is 'professional, institutional or dental; Not stated where no claim is loaded.';
comment on column marts.takebacks.diagnosis_chapter is 'Chapter of ICD-10-CM of the line''s first diagnosis; Not stated without one.';
comment on column marts.takebacks.remark_codes is 'Remarks (RARC) of the denial, those of its claim included; none where not denied.';
