-- Which files are loaded, by content?
-- grain: one row per loaded file
select
    file_id,
    file_name,
    file_kind,
    loaded_at,
    transaction_set_count,
    claim_count,
    line_count,
    adjustment_count,
from raw.files
where status = 'loaded'
