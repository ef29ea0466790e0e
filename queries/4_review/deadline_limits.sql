-- Which limits do payers set us for appeals, corrected claims and filing?
-- grain: one row per payer, line of business ('' is all) and kind of deadline
select
    payer_name,
    line_of_business,
    deadline_kind,
    counted_from,
    note,
    day_count,
    is_verified,
    is_default,
from marts.deadline_limits
order by
    payer_name, line_of_business = '', line_of_business, deadline_kind
