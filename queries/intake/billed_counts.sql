-- How much is in each extract of billed claims, and what could not be read?
-- grain: one row per file in hand
with billed as (
    select
        file_id,
        count(distinct patient_control_number) as claim_count,
        count(*) as line_count,
    from raw.csv_billed_lines
    group by file_id
),

rejected as (
    select
        file_id,
        count(*) as rejected_row_count,
        min('row ' || row_number::varchar || ': ' || reason) as first_reason,
    from raw.csv_rejected_rows
    group by file_id
)

select
    files_in_hand.file_id,
    coalesce(billed.claim_count, 0) as claim_count,
    coalesce(billed.line_count, 0) as line_count,
    coalesce(rejected.rejected_row_count, 0) as rejected_row_count,
    coalesce(rejected.first_reason, 'it has no rows') as first_reason,
from temp.files_in_hand
left join billed on files_in_hand.file_id = billed.file_id
left join rejected on files_in_hand.file_id = rejected.file_id
order by files_in_hand.file_order
