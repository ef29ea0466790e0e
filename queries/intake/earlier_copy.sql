-- Was the same content loaded before?
-- grain: one row per earlier load of it
-- param file_id: the file
select
    file_name,
    file_kind,
    loaded_at,
    transaction_set_count,
    claim_count,
    line_count,
    adjustment_count,
from raw.files
where file_id = $file_id and status = 'loaded'
order by loaded_at
