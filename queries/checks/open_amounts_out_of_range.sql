-- What is open or recovered of a denial is never negative, and never more is open than was denied.
-- grain: one row per line
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    denied_amount,
    recovered_amount,
    open_amount,
from temp.touched_outcomes
where
    denied_amount < 0
    or denied_amount > greatest(charge_amount, 0)
    or open_amount < 0
    or recovered_amount < 0
    or open_amount > denied_amount
    or (not is_denied and (denied_amount != 0 or recovered_amount != 0 or open_amount != 0))
