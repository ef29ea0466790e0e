-- A line is never denied for more than its charge, nor for less than nothing.
-- grain: one row per line
select
    file_id,
    segment_number,
    charge_amount,
    denied_amount,
from marts.remitted_lines
where denied_amount < 0 or denied_amount > greatest(charge_amount, 0)
