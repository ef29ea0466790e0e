-- Resolved denials that teach how often a denial is overturned, and from which day each is known.
--
-- A denial teaches once it is 120 days old: of younger ones only the quick ends are known, and
-- those are not like the others. Duplicates, not-final codes and secondary payers stand apart.
create or replace macro review.overturn_lessons() as table (
    select
        payer_name,
        carc_code,
        is_overturned,
        remit_date,
        remit_week,
        greatest(remit_date + 120, resolved_date) as known_date,
    from marts.line_outcomes
    where
        is_denied
        and is_resolved
        and not is_secondary
        and not is_duplicate
        and not is_not_final
)
