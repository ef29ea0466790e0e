-- A file that was handed in, and what became of it.
-- grain: one row per file: loaded, duplicate or refused
-- scope: store
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
    load_number,
    loaded_at,
from staging.files;
