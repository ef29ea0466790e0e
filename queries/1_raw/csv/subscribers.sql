-- Whose insurance is billed, and the payer, as a claim extract gives it.
-- grain: one row per claim of a claim extract
-- ids: set_id
--
-- An extract names the patient; whether somebody else is the subscriber, it does not say. Names and
-- member ids are not kept, but for the patient key.
with subscribers as (
    select
        file_id,
        transaction_set_number,
        level_number,
        min(row_number) as row_number,
        arg_min(payer_sequence_code, row_number) as payer_sequence_code,
        arg_min(claim_filing_code, row_number) as claim_filing_code,
        arg_min(patient_last_name, row_number) as patient_last_name,
        arg_min(patient_first_name, row_number) as patient_first_name,
        arg_min(patient_name, row_number) as patient_name,
        arg_min(payer_name, row_number) as payer_name,
        arg_min(payer_id, row_number) as payer_id,
    from temp.csv_billed_rows
    group by file_id, transaction_set_number, level_number
)

select
    file_id,
    transaction_set_number,
    level_number,
    row_number as segment_number,
    row_number,
    payer_sequence_code,
    claim_filing_code,
    raw.patient_key_of(
        coalesce(patient_last_name, trim(split_part(patient_name, ',', 1))),
        coalesce(patient_first_name, nullif(trim(split_part(patient_name, ',', 2)), ''))
    ) as patient_key,
    payer_name,
    payer_id,
from subscribers
