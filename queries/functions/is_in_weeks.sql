-- Whether a week is one of those a review looks at; one that is not known is in no span.
create or replace macro review.is_in_weeks(filters, week) as
(
    ((filters).first_week is null or week >= (filters).first_week)
    and ((filters).last_week is null or week <= (filters).last_week)
)
