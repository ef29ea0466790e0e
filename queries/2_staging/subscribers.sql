-- Whose insurance is billed, and the payer it is billed to.
-- grain: one row per subscriber level
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.claim_837_subscribers
    union all by name
    select * from raw.csv_subscribers
)

select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    -- codes and text
    payer_sequence_code,
    relationship_code,
    insurance_type_code,
    claim_filing_code,
    patient_key,
    trim(regexp_replace(payer_name, '\s+', ' ', 'g')) as payer_name_as_given,
    coalesce(payer_id, payer_additional_id) as payer_id,
from given
