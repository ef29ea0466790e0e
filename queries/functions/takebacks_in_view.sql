-- The lines whose payment was taken back that a review looks at.
--
-- They are in the week of the answer that took the money, or on request of service. A line taken
-- back without a denial has no reason, so a filter by reason or category leaves it out.
create or replace macro review.takebacks_in_view(filters) as table (
    select *
    from marts.takebacks
    where
        ((filters).include_secondary or not is_secondary)
        and ((filters).include_patient or not is_patient_billed)
        and review.is_in_weeks(
            filters,
            case
                when (filters).date_basis = 'service' then service_week
                else remit_week
            end
        )
        and review.line_is_chosen(filters)
        and review.reason_is_chosen(filters)
)
