-- A submission of claims as a claim extract gives it.
-- grain: one row per payer, submission date and kind of claims of a file
-- ids: set_id
select
    file_id,
    transaction_set_number,
    min(row_number) as segment_number,
    min(row_number) as row_number,
    'csv' as source,
    any_value(claim_kind) as claim_kind,
    arg_min(payer_name, row_number) as receiver_name,
    arg_min(payer_id, row_number) as receiver_id,
    any_value(submission_date) as batch_date,
from temp.csv_billed_rows
group by file_id, transaction_set_number
