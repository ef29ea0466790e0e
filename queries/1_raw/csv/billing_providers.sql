-- Who billed a claim, as a claim extract gives it.
-- grain: one row per claim of a claim extract
-- ids: set_id
select
    file_id,
    transaction_set_number,
    billing_level_number as level_number,
    min(row_number) as segment_number,
    min(row_number) as row_number,
    arg_min(billing_provider_name, row_number) as provider_name,
    arg_min(billing_provider_npi, row_number) as provider_id,
    arg_min(billing_provider_tax_id, row_number) as tax_id,
from temp.csv_billed_rows
group by file_id, transaction_set_number, billing_level_number
