-- The billed lines no answer names yet that a review looks at, under what of its filters they have.
--
-- They have no remit week and no reason, so weeks and reasons narrow nothing here.
create or replace macro review.unanswered_lines_in_view(filters) as table (
    select
        claim_id,
        line_id,
        file_id,
        service_line_number,
        segment_number,
        linked_claim_id,
        payer_name,
        provider_name,
        line_of_business,
        patient_control_number,
        procedure_code,
        modifier_codes,
        modifier_set,
        place_of_service_code,
        diagnosis_codes,
        service_units,
        charge_amount,
        service_date,
        submission_date,
    from marts.line_outcomes
    where
        verdict = 'unanswered'
        and review.line_is_chosen(filters)
)
