-- A claim: everything sent, refused and answered for one service to one patient, as one life.
-- grain: one row per claim
-- scope: claim
--
-- first result: rejected if it was refused at the door before any answer; else denied if the first
-- adjudication of a line denies; else paid if it was answered; else awaiting. Duplicates and answers
-- still to come decide nothing. final result, of all but those paid at first: recovered once
-- something was answered and nothing denied is open; voided if we withdrew it; else open.
-- Answers are the primary payer's; a claim only a second payer answered stands apart (standing).
with line_sums as (
    select
        life_number,
        bool_or(not is_secondary) as has_primary,
        bool_or(is_secondary) as has_secondary,
        -- What decides: primary answers, or where there are none, the second payer's.
        min(case when is_secondary then 1 else 0 end) as deciding_standing,
    from marts.line_outcomes
    where verdict != 'unanswered'
    group by life_number
),

deciding_lines as (
    select line_outcomes.*
    from marts.line_outcomes
    inner join line_sums
        on
            line_outcomes.life_number = line_sums.life_number
            and line_outcomes.is_secondary = (line_sums.deciding_standing = 1)
    where line_outcomes.verdict != 'unanswered'
),

answered as (
    select
        life_number,
        count(*) filter (where not is_duplicate and not is_not_final) as decided_line_count,
        bool_or(is_denied and not is_duplicate) as is_denied,
        bool_or(is_overturned and not is_duplicate) as is_overturned,
        coalesce(sum(denied_amount) filter (where not is_duplicate), 0) as denied_amount,
        coalesce(sum(recovered_amount) filter (where not is_duplicate), 0) as recovered_amount,
        coalesce(sum(open_amount) filter (where not is_duplicate), 0) as open_amount,
        sum(charge_amount) as charge_amount,
        bool_or(is_duplicate) as has_duplicate,
        min(remit_date) filter (where not is_duplicate and not is_not_final) as first_remit_date,
        max(final_remit_date) as last_remit_date,
        list_sort(
            list(distinct carc_code) filter (where is_denied and not is_duplicate)
        ) as carc_codes,
        list_sort(
            list(distinct category) filter (where is_denied and not is_duplicate)
        ) as categories,
    from deciding_lines
    group by life_number
),

procedures as (
    select
        life_number,
        list_sort(list(distinct procedure_code)) as procedure_codes,
        list_sort(list_distinct(flatten(list(modifier_codes)))) as modifier_codes,
    from marts.line_outcomes
    group by life_number
),

paid as (
    select
        claim_lives.life_number,
        sum(remitted_claims.paid_amount) as paid_amount,
        count(*) filter (where not remitted_claims.is_reversal) as answer_count,
        min(remitted_claims.remit_date) as earliest_remit_date,
        min(remitted_claims.patient_control_number) as patient_control_number,
        min(remitted_claims.service_date) as service_date,
    from marts.remitted_claims
    inner join marts.claim_lives
        on
            remitted_claims.file_id = claim_lives.file_id
            and remitted_claims.transaction_set_number = claim_lives.transaction_set_number
            and remitted_claims.claim_number = claim_lives.claim_number
            and claim_lives.told_by = 'answered'
    where not remitted_claims.is_predetermination and not remitted_claims.is_undecided
    group by claim_lives.life_number
),

-- The first answer names the payer, the provider and the plan as the other figures do.
-- Estimates and "no decision yet": all that is known of a claim told of by nothing else.
undecided as (
    select
        claim_lives.life_number,
        min(remitted_claims.patient_control_number) as patient_control_number,
        min(remitted_claims.payer_name) as payer_name,
        min(remitted_claims.provider_name) as provider_name,
        max(remitted_claims.charge_amount) as charge_amount,
        min(remitted_claims.service_date) as service_date,
        min(remitted_claims.remit_date) as earliest_remit_date,
        bool_or(remitted_claims.is_undecided) as is_undecided,
    from marts.remitted_claims
    inner join marts.claim_lives
        on
            remitted_claims.file_id = claim_lives.file_id
            and remitted_claims.transaction_set_number = claim_lives.transaction_set_number
            and remitted_claims.claim_number = claim_lives.claim_number
            and claim_lives.told_by = 'answered'
    where remitted_claims.is_predetermination or remitted_claims.is_undecided
    group by claim_lives.life_number
),

first_answers as (
    select
        life_number,
        payer_name,
        provider_name,
        line_of_business,
        place_of_service_code,
    from deciding_lines
    qualify
        row_number() over (
            partition by life_number
            order by
                is_duplicate or is_not_final,
                remit_date,
                chain_number,
                chain_line_number,
                file_id,
                segment_number
        ) = 1
),

sent as (
    select
        life_number,
        count(*) as submission_count,
        count(*) filter (where not is_secondary) as primary_submission_count,
        count(*) filter (where verdict = 'rejected') as rejected_submission_count,
        count(*) filter (where submission_kind = 'replacement') as replacement_count,
        min(submission_date) filter (where not is_secondary) as first_submission_date,
        min(submission_date) filter (where verdict = 'rejected' and not is_secondary)
            as first_rejected_submission_date,
    from marts.submitted_claims
    group by life_number
),

first_submissions as (
    select
        life_number,
        patient_control_number,
        payer_name,
        provider_name,
        billing_provider_name,
        line_of_business,
        claim_kind,
        place_of_service_code,
        diagnosis_codes,
        charge_amount,
        is_secondary,
        service_date,
        submission_date,
    from marts.submitted_claims
    qualify row_number() over (partition by life_number order by submission_number) = 1
),

last_sendings as (
    select
        life_number,
        verdict,
    from marts.submitted_claims
    where not is_secondary
    qualify row_number() over (partition by life_number order by submission_number desc) = 1
),

last_billing as (
    select
        life_number,
        charge_amount,
    from marts.submitted_claims
    where not is_secondary and submission_kind != 'void'
    qualify
        row_number() over (
            partition by life_number
            order by verdict = 'rejected', submission_number desc
        ) = 1
),

first_refusals as (
    select
        life_number,
        min(rejection_date) as first_rejection_date,
    from marts.rejections
    where not is_secondary
    group by life_number
),

lives as (
    select distinct
        life_number,
        root_control_number,
    from marts.claim_lives
),

joined as (
    select
        lives.life_number,
        coalesce(
            first_submissions.patient_control_number,
            paid.patient_control_number,
            undecided.patient_control_number,
            ''
        ) as patient_control_number,
        coalesce(
            first_answers.payer_name, first_submissions.payer_name, undecided.payer_name
        ) as payer_name,
        coalesce(
            first_answers.provider_name, first_submissions.provider_name, undecided.provider_name
        ) as provider_name,
        first_submissions.billing_provider_name,
        coalesce(
            first_answers.line_of_business, first_submissions.line_of_business, 'Not stated'
        ) as line_of_business,
        first_submissions.claim_kind,
        coalesce(
            first_answers.place_of_service_code, first_submissions.place_of_service_code
        ) as place_of_service_code,
        coalesce(procedures.procedure_codes, []) as procedure_codes,
        coalesce(procedures.modifier_codes, []) as modifier_codes,
        coalesce(first_submissions.diagnosis_codes, []) as diagnosis_codes,
        coalesce(answered.carc_codes, []) as carc_codes,
        coalesce(answered.categories, []) as categories,
        case
            when
                coalesce(line_sums.has_primary, false)
                and answered.decided_line_count = 0
                and answered.has_duplicate
                then 'duplicate'
            when coalesce(line_sums.has_primary, false) then 'primary'
            when coalesce(line_sums.has_secondary, false) and first_submissions.life_number is null
                then 'secondary'
            when first_submissions.is_secondary then 'secondary'
            when first_submissions.life_number is null and coalesce(undecided.is_undecided, false)
                then 'undecided'
            when first_submissions.life_number is null then 'predetermination'
            else 'primary'
        end as standing,
        case
            when
                first_refusals.life_number is not null
                and coalesce(
                    sent.first_rejected_submission_date <= answered.first_remit_date, true
                )
                and coalesce(first_refusals.first_rejection_date <= answered.first_remit_date, true)
                then 'rejected'
            when coalesce(answered.is_denied, false) then 'denied'
            when coalesce(answered.decided_line_count, 0) > 0 then 'paid'
            else 'awaiting'
        end as first_result,
        coalesce(answered.decided_line_count, 0) > 0 as is_answered,
        coalesce(answered.is_denied, false) as is_denied,
        coalesce(answered.is_overturned, false) as is_overturned,
        first_refusals.life_number is not null as is_rejected,
        coalesce(last_submissions.is_voided, false) as is_voided,
        coalesce(last_sendings.verdict = 'rejected', false) as is_rejected_at_last,
        coalesce(line_sums.has_secondary, false) as has_secondary,
        first_submissions.life_number is not null as is_billed,
        coalesce(sent.submission_count, 0) as submission_count,
        coalesce(sent.primary_submission_count, 0) as primary_submission_count,
        coalesce(sent.rejected_submission_count, 0) as rejected_submission_count,
        coalesce(sent.replacement_count, 0) as replacement_count,
        coalesce(paid.answer_count, 0) as answer_count,
        coalesce(
            last_billing.charge_amount,
            first_submissions.charge_amount,
            answered.charge_amount,
            undecided.charge_amount,
            0
        ) as charge_amount,
        coalesce(paid.paid_amount, 0) as paid_amount,
        coalesce(answered.denied_amount, 0) as denied_amount,
        coalesce(answered.recovered_amount, 0) as recovered_amount,
        coalesce(answered.open_amount, 0) as open_amount,
        coalesce(
            first_submissions.service_date, paid.service_date, undecided.service_date
        ) as service_date,
        coalesce(sent.first_submission_date, first_submissions.submission_date)
            as first_submission_date,
        answered.first_remit_date,
        answered.last_remit_date,
        coalesce(
            sent.first_submission_date,
            first_submissions.submission_date,
            answered.first_remit_date,
            paid.earliest_remit_date,
            undecided.earliest_remit_date
        ) as claim_date,
    from lives
    left join line_sums on lives.life_number = line_sums.life_number
    left join answered on lives.life_number = answered.life_number
    left join procedures on lives.life_number = procedures.life_number
    left join paid on lives.life_number = paid.life_number
    left join undecided on lives.life_number = undecided.life_number
    left join first_answers on lives.life_number = first_answers.life_number
    left join sent on lives.life_number = sent.life_number
    left join first_submissions on lives.life_number = first_submissions.life_number
    left join marts.last_submissions
        on lives.life_number = last_submissions.life_number and not last_submissions.is_secondary
    left join last_sendings on lives.life_number = last_sendings.life_number
    left join last_billing on lives.life_number = last_billing.life_number
    left join first_refusals on lives.life_number = first_refusals.life_number
)

select
    life_number,
    patient_control_number,
    payer_name,
    provider_name,
    billing_provider_name,
    line_of_business,
    claim_kind,
    place_of_service_code,
    procedure_codes,
    modifier_codes,
    diagnosis_codes,
    carc_codes,
    categories,
    standing,
    first_result,
    case
        when first_result = 'paid' then null
        when is_voided then 'voided'
        when is_answered and open_amount = 0 and (is_overturned or not is_denied) then 'recovered'
        else 'open'
    end as final_result,
    submission_count::integer as submission_count,
    rejected_submission_count::integer as rejected_submission_count,
    replacement_count::integer as replacement_count,
    answer_count::integer as answer_count,
    -- Days before zero are slips of the pen, or answers to a sending that is not loaded.
    case
        when service_date <= first_submission_date
            then date_diff('day', service_date, first_submission_date)
    end::integer as service_to_submission_days,
    case
        when first_submission_date <= first_remit_date
            then date_diff('day', first_submission_date, first_remit_date)
    end::integer as submission_to_remit_days,
    charge_amount::decimal(12, 2) as charge_amount,
    paid_amount::decimal(12, 2) as paid_amount,
    denied_amount::decimal(12, 2) as denied_amount,
    recovered_amount::decimal(12, 2) as recovered_amount,
    open_amount::decimal(12, 2) as open_amount,
    is_billed,
    is_answered,
    is_rejected,
    is_rejected_at_last and not is_answered as is_waiting_at_door,
    is_denied,
    is_answered and not is_denied as is_first_pass,
    is_answered and not is_denied and not is_rejected and primary_submission_count <= 1 as is_clean,
    is_voided,
    has_secondary,
    service_date,
    first_submission_date,
    first_remit_date,
    last_remit_date,
    claim_date,
    date_trunc('week', claim_date)::date as claim_week,
from joined
order by claim_week, payer_name, patient_control_number, service_date;

comment on column marts.claims.life_number is 'The claim: a number within this snapshot.';
comment on column marts.claims.patient_control_number is 'The practice''s own number, as first sent.';
comment on column marts.claims.payer_name is 'Payer of the first answer, else the one billed.';
comment on column marts.claims.provider_name is 'Rendering provider as answered, else as billed.';
comment on column marts.claims.billing_provider_name is 'Who bills.';
comment on column marts.claims.line_of_business is 'Medicare, Medicaid, Commercial … from the filing code.';
comment on column marts.claims.claim_kind is 'professional, institutional or dental.';
comment on column marts.claims.place_of_service_code is 'Place of service or facility type.';
comment on column marts.claims.procedure_codes is 'Procedures of its lines.';
comment on column marts.claims.modifier_codes is 'Modifiers of its lines.';
comment on column marts.claims.diagnosis_codes is 'Diagnoses as first billed.';
comment on column marts.claims.carc_codes is 'Primary reasons of its initial denials.';
comment on column marts.claims.categories is 'Families of those reasons.';
comment on column marts.claims.standing is 'primary; or apart: secondary, undecided, predetermination, duplicate.';
comment on column marts.claims.first_result is 'What happened first: rejected, denied, paid or awaiting.';
comment on column marts.claims.final_result is 'What became of it: recovered, open or voided; null when paid at first.';
comment on column marts.claims.submission_count is 'Times it was sent, corrections and second payers included.';
comment on column marts.claims.rejected_submission_count is 'Times it was refused at the door.';
comment on column marts.claims.replacement_count is 'Replacements sent (frequency 7).';
comment on column marts.claims.answer_count is 'Answers of all payers, reversals and estimates apart.';
comment on column marts.claims.service_to_submission_days is 'Days from service to first sending.';
comment on column marts.claims.submission_to_remit_days is 'Days from first sending to first answer.';
comment on column marts.claims.charge_amount is 'US dollars charged, as last sent; else as answered.';
comment on column marts.claims.paid_amount is 'US dollars paid by all payers, reversals taken off.';
comment on column marts.claims.denied_amount is 'US dollars first denied.';
comment on column marts.claims.recovered_amount is 'US dollars paid later on denied lines.';
comment on column marts.claims.open_amount is 'US dollars still denied.';
comment on column marts.claims.is_billed is 'A sending of it is loaded.';
comment on column marts.claims.is_answered is 'A payer decided it.';
comment on column marts.claims.is_rejected is 'A sending was refused at the door.';
comment on column marts.claims.is_waiting_at_door is 'The last sending was refused and nothing came after.';
comment on column marts.claims.is_denied is 'A line was denied at first.';
comment on column marts.claims.is_first_pass is 'The first answer denies nothing.';
comment on column marts.claims.is_clean is 'Sent once, not refused, and the first answer denies nothing.';
comment on column marts.claims.is_voided is 'Withdrawn by us (frequency 8).';
comment on column marts.claims.has_secondary is 'A second payer answered, too.';
comment on column marts.claims.service_date is 'First day of service.';
comment on column marts.claims.first_submission_date is 'Day it was first sent.';
comment on column marts.claims.first_remit_date is 'Day of the first answer that decided something.';
comment on column marts.claims.last_remit_date is 'Day of the last standing answer.';
comment on column marts.claims.claim_date is 'Day first sent, else first answered: what weeks count by.';
comment on column marts.claims.claim_week is 'Monday of that week.';
