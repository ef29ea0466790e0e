-- A level a claim of an extract hangs on: who billed it (20), and below it whose insurance (22).
-- grain: one row per claim of a claim extract and level (two each)
-- ids: set_id
select
    file_id,
    transaction_set_number,
    unnest([billing_level_number, level_number]) as level_number,
    min(row_number) as segment_number,
    min(row_number) as row_number,
    unnest(['20', '22']) as level_code,
from temp.csv_billed_rows
group by file_id, transaction_set_number, billing_level_number, level_number
