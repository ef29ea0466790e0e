-- Which files were loaded or not, and why?
-- grain: one row per file; of each load, what was not loaded first
select
    file_name,
    file_kind as kind,
    status,
    message,
    transaction_set_count,
    claim_count,
    line_count,
    adjustment_count,
    finding_count,
    kept_claim_count,
    kept_line_count,
    kept_charge_amount,
    kept_paid_amount,
    byte_count,
    load_number,
    loaded_at,
    file_id,
from marts.files
order by
    load_number desc,
    case status when 'refused' then 1 when 'duplicate' then 2 else 3 end,
    file_name,
    loaded_at
