-- How many denials of a day were answered again on one day, or never yet, and how many came back?
-- grain: one row per payer, CARC, remit date, date resolved, and how it was resolved
-- scope: store
-- adds: line_count
-- needs: marts.denied_lines
--
-- Chances to come back are told by these and not by lines (review.overturn_chances): they grow with
-- payers, reasons and days. Duplicates, not-final codes and secondary payers are counted separately.
select
    payer_name,
    carc_code,
    is_resolved,
    is_overturned,
    is_denied_again,
    count(*) as line_count,
    remit_date,
    resolved_date,
from marts.denied_lines
where not is_secondary and not is_apart
group by
    payer_name,
    carc_code,
    is_resolved,
    is_overturned,
    is_denied_again,
    remit_date,
    resolved_date
order by remit_date, payer_name, carc_code;
