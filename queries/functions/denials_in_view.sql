-- The denied lines a review looks at, under its filters, with what lists and deadlines ask of them.
--
-- Those that review.lines_in_view counts as denied, from marts.denied_lines, where they stand with
-- nothing between them: reasons leave whole lines out here.
create or replace macro review.denials_in_view(filters) as table (
    select
        * exclude (remit_week, service_week),
        case when (filters).date_basis = 'service' then service_week else remit_week end
            as remit_week,
    from marts.denied_lines
    where
        review.first_answer_is_chosen(filters, is_apart)
        and ((filters).include_patient or not is_patient_billed)
        and review.reason_is_chosen(filters)
)
