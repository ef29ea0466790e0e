-- A file that was loaded, with what was counted in it.
-- grain: one row per loaded file
select
    file_id,
    file_name,
    file_kind,
    status,
    message,
    byte_count,
    transaction_set_count,
    claim_count,
    line_count,
    adjustment_count,
    finding_count,
    kept_claim_count,
    kept_line_count,
    kept_charge_amount,
    kept_paid_amount,
    file_number,
    load_number,
    loaded_at,
from raw.files
