-- What the payers' answers to a claim add up to.
-- grain: one row per claim that was answered, estimates and "no decision yet" included
-- scope: claim
-- needs: marts.remitted_claims
--
-- What decides are the primary payer's answers, or where there are none, the second payer's.
with sides as materialized (
    select
        linked_claim_id,
        is_secondary,
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
            list_distinct(list(carc_code) filter (where is_denied and not is_duplicate))
        ) as carc_codes,
        list_sort(
            list_distinct(list(category) filter (where is_denied and not is_duplicate))
        ) as categories,
        list_sort(
            list_distinct(
                flatten(list(remark_codes) filter (where is_denied and not is_duplicate))
            )
        ) as remark_codes,
        -- The first answer names the payer, the provider and the plan as the other figures do: of
        -- two payers on one day the first by name, whichever was loaded first.
        arg_min(
            struct_pack(
                payer_name := payer_name,
                provider_name := provider_name,
                line_of_business := line_of_business,
                place_of_service_code := place_of_service_code,
                client_name := client_name
            ),
            struct_pack(
                decides_nothing := is_duplicate or is_not_final,
                remit_date := remit_date,
                payer_name := payer_name,
                file_id := file_id,
                transaction_set_number := transaction_set_number,
                segment_number := segment_number
            )
        ) as first_answer,
    from marts.line_outcomes
    where verdict != 'unanswered'
    group by linked_claim_id, is_secondary
),

deciding as (
    select
        sides.*,
        not sides.is_secondary as has_primary,
        sides.is_secondary or other_sides.linked_claim_id is not null as has_secondary,
    from sides
    left join sides as other_sides
        on
            sides.linked_claim_id = other_sides.linked_claim_id
            and sides.is_secondary != other_sides.is_secondary
    where not sides.is_secondary or other_sides.linked_claim_id is null
),

told as (
    select
        linked_claims.linked_claim_id,
        remitted_claims.*,
        not remitted_claims.is_predetermination and not remitted_claims.is_undecided
            as is_decided,
    from marts.remitted_claims
    inner join marts.linked_claims on remitted_claims.claim_id = linked_claims.claim_id
),

-- Estimates and "no decision yet": all that is known of a claim told of by nothing else.
answers as (
    select
        linked_claim_id,
        sum(paid_amount) filter (where is_decided) as paid_amount,
        count(*) filter (where is_decided and not is_reversal) as answer_count,
        min(remit_date) filter (where is_decided) as earliest_remit_date,
        min(patient_control_number) filter (where is_decided) as patient_control_number,
        min(service_date) filter (where is_decided) as service_date,
        bool_or(is_undecided) as is_undecided,
        min(patient_control_number) filter (where not is_decided)
            as undecided_patient_control_number,
        min(payer_name) filter (where not is_decided) as undecided_payer_name,
        min(provider_name) filter (where not is_decided) as undecided_provider_name,
        min(client_name) filter (where not is_decided) as undecided_client_name,
        max(charge_amount) filter (where not is_decided) as undecided_charge_amount,
        min(service_date) filter (where not is_decided) as undecided_service_date,
        min(remit_date) filter (where not is_decided) as undecided_remit_date,
    from told
    group by linked_claim_id
)

select
    answers.linked_claim_id,
    coalesce(answers.patient_control_number, answers.undecided_patient_control_number)
        as patient_control_number,
    deciding.first_answer.payer_name,
    deciding.first_answer.provider_name,
    deciding.first_answer.line_of_business,
    deciding.first_answer.place_of_service_code,
    deciding.first_answer.client_name,
    answers.undecided_payer_name,
    answers.undecided_provider_name,
    answers.undecided_client_name,
    deciding.carc_codes,
    deciding.categories,
    deciding.remark_codes,
    coalesce(deciding.decided_line_count, 0)::integer as decided_line_count,
    answers.answer_count::integer as answer_count,
    coalesce(deciding.charge_amount, answers.undecided_charge_amount) as charge_amount,
    answers.paid_amount,
    coalesce(deciding.denied_amount, 0)::decimal(12, 2) as denied_amount,
    coalesce(deciding.recovered_amount, 0)::decimal(12, 2) as recovered_amount,
    coalesce(deciding.open_amount, 0)::decimal(12, 2) as open_amount,
    coalesce(deciding.has_primary, false) as has_primary,
    coalesce(deciding.has_secondary, false) as has_secondary,
    coalesce(deciding.has_duplicate, false) as has_duplicate,
    coalesce(deciding.is_denied, false) as is_denied,
    coalesce(deciding.is_overturned, false) as is_overturned,
    coalesce(answers.is_undecided, false) as is_undecided,
    coalesce(answers.service_date, answers.undecided_service_date) as service_date,
    deciding.first_remit_date,
    deciding.last_remit_date,
    coalesce(answers.earliest_remit_date, answers.undecided_remit_date) as earliest_remit_date,
from answers
left join deciding on answers.linked_claim_id = deciding.linked_claim_id;
