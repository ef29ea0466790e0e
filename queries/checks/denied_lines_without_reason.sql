-- A denied line has a primary reason.
-- grain: one row per denied line without one
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    denied_amount,
from temp.answered_lines
where is_denied and carc_code is null
