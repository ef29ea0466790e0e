-- Denials of the past that teach how often a denial comes back, and from which day each is known.
--
-- A denial teaches once it is 120 days old, whether it was answered again or not: of younger ones
-- only the quick ends are known, and those are not like the others. One nobody worked counts as not
-- come back: what is predicted is what comes, not what would come if all were worked. Duplicates,
-- not-final codes and secondary payers are counted separately.
-- expected allowed: what the payer was known to allow when it denied, times the denied share.
-- received: what came later, paid by the payer or passed on to the patient as cost share.
create or replace macro review.overturn_lessons() as table (
    select
        lines.line_id,
        lines.file_id,
        lines.transaction_set_number,
        lines.claim_number,
        lines.service_line_number,
        lines.payer_name,
        lines.carc_code,
        lines.is_resolved,
        lines.is_overturned,
        lines.re_denial_count > 0 as is_denied_again,
        lines.denied_amount,
        review.expected_allowed(
            known_allowed.known_allowed_amount,
            lines.verdict,
            lines.denied_amount,
            lines.charge_amount
        ) as expected_allowed,
        coalesce(known_allowed.known_level = 1, false) as teaches_yield,
        (lines.recovered_amount + lines.recovered_cost_share_amount)::double as received,
        lines.remit_date,
        lines.remit_week,
        lines.resolved_date,
        lines.remit_date + reference.days_to_learn() as known_date,
        case
            when lines.is_overturned then greatest(
                lines.remit_date + reference.days_to_learn(), lines.resolved_date
            )
        end as overturn_known_date,
    from marts.line_outcomes as lines
    left join marts.known_allowed
        on lines.line_id = known_allowed.line_id
    where
        lines.is_denied
        and not lines.is_secondary
        and not lines.is_duplicate
        and not lines.is_not_final
)
