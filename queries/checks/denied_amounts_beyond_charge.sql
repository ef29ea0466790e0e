-- A line is never denied for more than its charge, nor for less than nothing.
-- grain: one row per answered line
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    charge_amount,
    denied_amount,
from temp.answered_lines
where denied_amount < 0 or denied_amount > greatest(charge_amount, 0)
