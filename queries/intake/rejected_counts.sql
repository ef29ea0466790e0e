-- How many rows of each extract could not be read, and why the first could not?
-- grain: one row per file in hand
with rejected as (
    select
        file_id,
        count(*) as rejected_row_count,
        arg_min('row ' || row_number::varchar || ': ' || reason, row_number) as first_reason,
    from raw.csv_rejected_rows
    group by file_id
)

select
    files_in_hand.file_id,
    coalesce(rejected.rejected_row_count, 0) as rejected_row_count,
    coalesce(rejected.first_reason, 'it has no rows') as first_reason,
from temp.files_in_hand
left join rejected on files_in_hand.file_id = rejected.file_id
order by files_in_hand.file_order
