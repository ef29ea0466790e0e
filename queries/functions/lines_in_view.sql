-- The lines a review looks at, under its filters; a denial its reasons leave out counts as none.
--
-- A table function with one struct parameter, so that the filters are written once and not in
-- every question (`create function … returns table` in Spark and in the SQL standard).
-- Reasons narrow what is denied, never the adjudicated lines it is divided by. Secondary answers
-- and duplicates are counted separately unless asked for; a week is of the answer or, on request,
-- of service.
-- Claims in view: the lines that count for their claim, and the distinct chains of the others
-- (review.lines_to_tell_apart).
create or replace macro review.lines_in_view(filters) as table (
    with chosen as (
        select
            *,
            is_denied
            and ((filters).include_patient or not is_patient_billed)
            and review.reason_is_chosen(filters) as is_counted,
        from marts.line_outcomes
        where
            verdict != 'unanswered'
            and review.first_answer_is_chosen(filters, is_duplicate or is_not_final)
    )

    select
        case when (filters).date_basis = 'service' then service_week else remit_week end
            as remit_week,
        claim_id,
        line_id,
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        linked_claim_id,
        chain_number,
        chain_line_number,
        is_first_of_claim
        and is_claim_kept_together
        and review.keeps_claims_whole(filters) as stands_for_claim,
        is_claim_kept_together,
        has_repeated_procedure,
        payer_name,
        provider_name,
        line_of_business,
        place_of_service_code,
        client_name,
        claim_kind,
        diagnosis_chapter,
        remark_codes,
        patient_control_number,
        procedure_code,
        paid_procedure_code,
        modifier_codes,
        modifier_set,
        diagnosis_codes,
        verdict,
        group_code,
        carc_code,
        category,
        owner,
        outcome,
        days_to_first_answer,
        case when is_counted then days_to_resolution end as days_to_resolution,
        service_units,
        charge_amount,
        paid_amount,
        cost_share_amount,
        case when is_counted then charge_amount else 0 end as denied_charge_amount,
        case when is_counted then denied_amount else 0 end as denied_amount,
        case when is_counted then recovered_amount else 0 end as recovered_amount,
        case when is_counted then open_amount else 0 end as open_amount,
        case when is_counted then still_denied_amount else 0 end as still_denied_amount,
        case when is_counted then recovered_denied_amount else 0 end
            as recovered_denied_amount,
        case when is_counted then recovered_cost_share_amount else 0 end
            as recovered_cost_share_amount,
        case when is_counted then written_down_amount else 0 end as written_down_amount,
        is_counted as is_denied,
        is_counted and is_partial as is_partial,
        is_counted and is_resolved as is_resolved,
        is_counted and is_overturned as is_overturned,
        is_counted and is_patient_billed as is_patient_billed,
        is_counted and is_preventable as is_preventable,
        is_suspect,
        service_date,
        submission_date,
        remit_date,
        resolved_date,
    from chosen
);

-- The lines a review looks at of claims that are not counted by one of their lines: few are.
create or replace macro review.lines_to_tell_apart(filters) as table (
    select
        remit_week,
        chain_number,
    from review.lines_in_view(filters)
    where not (is_claim_kept_together and review.keeps_claims_whole(filters))
)
