-- A diagnosis of a billed claim, in the order its lines point to.
-- grain: one row per diagnosis of a claim
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.claim_837_diagnoses
    union all by name
    select * from raw.csv_diagnoses
)

select
    -- keys
    set_id,
    claim_id,
    file_id,
    transaction_set_number,
    claim_number,
    segment_number,
    diagnosis_number,
    -- codes
    diagnosis_qualifier,
    -- Some systems write the point that X12 leaves out.
    upper(replace(trim(diagnosis_code), '.', '')) as diagnosis_code,
    -- booleans
    diagnosis_qualifier in ('ABK', 'BK') as is_principal,
from given
