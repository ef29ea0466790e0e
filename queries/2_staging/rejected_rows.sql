-- A row of an extract that could not be read and was kept aside.
-- grain: one row per rejected row
select
    file_id,
    row_number,
    reason,
    -- Totals, titles, page lines: nothing that a claim could be lost with.
    is_no_claim,
from raw.csv_rejected_rows
