-- A payer's advice as a remittance extract gives it.
-- grain: one row per payer, trace number and remittance date of a file
-- ids: set_id
select
    file_id,
    transaction_set_number,
    min(row_number) as segment_number,
    min(row_number) as row_number,
    arg_min(trace_number, row_number) as trace_number,
    arg_min(payer_name, row_number) as payer_name,
    arg_min(payer_id, row_number) as payer_id,
    arg_min(billing_provider_name, row_number) as payee_name,
    arg_min(billing_provider_npi, row_number) as payee_npi,
    arg_min(billing_provider_tax_id, row_number) as payee_tax_id,
    arg_min(check_amount, row_number) as payment_amount,
    arg_min(answer_date, row_number) as payment_date,
    arg_min(answer_date, row_number) as production_date,
from temp.csv_placed_rows
inner join temp.csv_rows using (file_id, row_number)
group by file_id, transaction_set_number
