-- The claims a review looks at, under its filters: one row per claim, as in marts.claims.
--
-- Weeks are of the claim's first submission (where no claim file is loaded, of its first answer), or on
-- request of its service. Reasons do not narrow claims: a question about denials does that itself.
-- Claims only a second payer answered are counted separately unless asked for; so are
-- claims denied as duplicates, unless they were rejected before adjudication. Estimates are not
-- claims.
create or replace macro review.claims_in_view(filters) as table (
    with dated_claims as (
        select
            *,
            case
                when (filters).date_basis = 'service'
                    then date_trunc('week', service_date)::date
                else claim_week
            end as view_week,
        from marts.claims
    )

    select *
    from dated_claims
    where
        (
            standing = 'primary'
            or (standing = 'secondary' and (filters).include_secondary)
            or (standing = 'duplicate' and ((filters).include_duplicates or is_rejected))
        )
        and review.is_in_weeks(filters, view_week)
        and review.claim_has_chosen_line(filters)
)
