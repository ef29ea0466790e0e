-- A row of an extract that could not be read and was kept aside.
-- grain: one row per rejected row
select
    file_id,
    row_number,
    reason,
from raw.csv_rejected_rows
