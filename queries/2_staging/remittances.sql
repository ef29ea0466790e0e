-- A payer's advice: one payment with its trace, from any kind of file.
-- grain: one row per remittance
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.remittance_835_remittances
    union all by name
    select * from raw.csv_remittances
)

select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    segment_number,
    -- codes and text
    trace_number,
    transaction_handling_code,
    payment_method_code,
    credit_debit_code,
    payer_identifier,
    trim(regexp_replace(payer_name, '\s+', ' ', 'g')) as payer_name_as_given,
    coalesce(payer_id, payer_additional_id) as payer_id,
    coalesce(
        nullif(trim(regexp_replace(payer_name, '\s+', ' ', 'g')), ''),
        payer_id,
        payer_additional_id,
        payer_identifier,
        'Payer not named'
    ) as payer_known_as,
    payee_name,
    payee_npi,
    payee_tax_id,
    -- amounts
    staging.amount_of(payment_amount) as payment_amount,
    -- dates
    staging.date_of(payment_date) as payment_date,
    staging.date_of(production_date) as production_date,
from given
