-- A claim: everything submitted, rejected and answered for one service to one patient, as one.
-- grain: one row per claim
-- scope: claim
--
-- first result: rejected if it was rejected before adjudication before any answer; else denied if the first
-- adjudication of a line denies; else paid if it was answered; else awaiting. Duplicates and answers
-- still to come decide nothing. final result, of all but those paid at first: recovered once
-- something was answered and nothing denied is open; voided if we withdrew it; else open.
-- Answers are the primary payer's; a claim only a second payer answered is counted separately
-- (standing).
-- Long for its columns: what was sent and answered is added up in marts.claim_submissions and
-- marts.claim_answers.
with procedures as (
    select
        linked_claim_id,
        list_sort(list_distinct(list(procedure_code))) as procedure_codes,
        list_sort(list_distinct(flatten(list(modifier_codes)))) as modifier_codes,
        list_sort(list_distinct(list(diagnosis_chapter))) as diagnosis_chapters,
    from marts.line_outcomes
    group by linked_claim_id
),

linked as (
    select distinct
        linked_claim_id,
        root_control_number,
    from marts.linked_claims
),

joined as (
    select
        linked.linked_claim_id,
        coalesce(
            first_submissions.patient_control_number,
            answers.patient_control_number,
            ''
        ) as patient_control_number,
        coalesce(
            answers.payer_name, first_submissions.payer_name, answers.undecided_payer_name
        ) as payer_name,
        coalesce(
            answers.provider_name, first_submissions.provider_name, answers.undecided_provider_name
        ) as provider_name,
        first_submissions.billing_provider_name,
        coalesce(
            answers.line_of_business, first_submissions.line_of_business, 'Not stated'
        ) as line_of_business,
        coalesce(
            nullif(answers.client_name, 'Not stated'),
            nullif(first_submissions.client_name, 'Not stated'),
            answers.undecided_client_name,
            'Not stated'
        ) as client_name,
        first_submissions.claim_kind,
        coalesce(
            answers.place_of_service_code, first_submissions.place_of_service_code
        ) as place_of_service_code,
        coalesce(procedures.procedure_codes, []) as procedure_codes,
        coalesce(procedures.modifier_codes, []) as modifier_codes,
        coalesce(first_submissions.diagnosis_codes, []) as diagnosis_codes,
        coalesce(procedures.diagnosis_chapters, []) as diagnosis_chapters,
        coalesce(answers.remark_codes, []) as remark_codes,
        coalesce(answers.carc_codes, []) as carc_codes,
        coalesce(answers.categories, []) as categories,
        case
            when
                coalesce(answers.has_primary, false)
                and answers.decided_line_count = 0
                and answers.has_duplicate
                then 'duplicate'
            when coalesce(answers.has_primary, false) then 'primary'
            when
                coalesce(answers.has_secondary, false)
                and first_submissions.linked_claim_id is null
                then 'secondary'
            when first_submissions.is_secondary then 'secondary'
            when first_submissions.linked_claim_id is null and coalesce(answers.is_undecided, false)
                then 'undecided'
            when first_submissions.linked_claim_id is null then 'predetermination'
            else 'primary'
        end as standing,
        case
            when
                coalesce(sent.is_rejected, false)
                and coalesce(
                    sent.first_rejected_submission_date <= answers.first_remit_date, true
                )
                and coalesce(sent.first_rejection_date <= answers.first_remit_date, true)
                then 'rejected'
            when coalesce(answers.is_denied, false) then 'denied'
            when coalesce(answers.decided_line_count, 0) > 0 then 'paid'
            else 'awaiting'
        end as first_result,
        coalesce(answers.decided_line_count, 0) > 0 as is_answered,
        coalesce(answers.is_denied, false) as is_denied,
        coalesce(answers.is_overturned, false) as is_overturned,
        coalesce(sent.is_rejected, false) as is_rejected,
        coalesce(last_submissions.is_voided, false) as is_voided,
        coalesce(sent.last_verdict = 'rejected', false) as is_rejected_at_last,
        coalesce(answers.has_secondary, false) as has_secondary,
        first_submissions.linked_claim_id is not null as is_billed,
        coalesce(sent.submission_count, 0) as submission_count,
        coalesce(sent.primary_submission_count, 0) as primary_submission_count,
        coalesce(sent.rejected_submission_count, 0) as rejected_submission_count,
        coalesce(sent.replacement_count, 0) as replacement_count,
        coalesce(answers.answer_count, 0) as answer_count,
        coalesce(
            sent.last_charge_amount,
            first_submissions.charge_amount,
            answers.charge_amount,
            0
        ) as charge_amount,
        coalesce(answers.paid_amount, 0) as paid_amount,
        coalesce(answers.denied_amount, 0) as denied_amount,
        coalesce(answers.recovered_amount, 0) as recovered_amount,
        coalesce(answers.open_amount, 0) as open_amount,
        coalesce(
            first_submissions.service_date, answers.service_date
        ) as service_date,
        coalesce(sent.first_submission_date, first_submissions.submission_date)
            as first_submission_date,
        answers.first_remit_date,
        answers.last_remit_date,
        coalesce(
            sent.first_submission_date,
            first_submissions.submission_date,
            answers.first_remit_date,
            answers.earliest_remit_date
        ) as claim_date,
    from linked
    left join marts.claim_submissions as sent on linked.linked_claim_id = sent.linked_claim_id
    left join marts.submitted_claims as first_submissions
        on
            linked.linked_claim_id = first_submissions.linked_claim_id
            and first_submissions.submission_number = 1
    left join marts.last_submissions
        on
            linked.linked_claim_id = last_submissions.linked_claim_id
            and not last_submissions.is_secondary
    left join marts.claim_answers as answers on linked.linked_claim_id = answers.linked_claim_id
    left join procedures on linked.linked_claim_id = procedures.linked_claim_id
)

select
    linked_claim_id,
    patient_control_number,
    payer_name,
    provider_name,
    billing_provider_name,
    line_of_business,
    client_name,
    claim_kind,
    place_of_service_code,
    procedure_codes,
    modifier_codes,
    diagnosis_codes,
    diagnosis_chapters,
    remark_codes,
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
    -- Days before zero are slips of the pen, or answers to a submission that is not loaded.
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
    is_rejected_at_last and not is_answered as is_to_resubmit,
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
