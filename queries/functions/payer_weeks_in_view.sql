-- The payer-weeks whose remittances a review looks at, under its payers and weeks.
--
-- A week is always of the remittance. By service, answers come after the weeks looked at, so these
-- have no end. What narrows lines (reason, procedure, provider …) narrows no file.
create or replace macro review.payer_weeks_in_view(filters) as table (
    select
        payer_name,
        verdict,
        line_count,
        expected_line_count,
        robust_deviation,
        first_answer_line_count,
        duplicate_line_count,
        compared_week_count,
        rhythm_week_count,
        is_healthy,
        remit_week,
    from marts.payer_weeks
    where
        ((filters).first_week is null or remit_week >= (filters).first_week)
        and (
            (filters).last_week is null
            or (filters).date_basis = 'service'
            or remit_week <= (filters).last_week
        )
        and review.is_chosen((filters).payers, payer_name)
)
