-- A diagnosis of a billed claim, in the order its lines point to.
-- grain: one row per diagnosis of a claim
select
    -- keys
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
from raw.claim_837_diagnoses
