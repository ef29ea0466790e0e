-- Another payer of a billed claim, and what it paid.
-- grain: one row per other payer of a claim
select
    -- keys
    set_id,
    claim_id,
    file_id,
    transaction_set_number,
    claim_number,
    other_payer_number,
    segment_number,
    -- codes and text
    payer_sequence_code,
    relationship_code,
    claim_filing_code,
    trim(regexp_replace(payer_name, '\s+', ' ', 'g')) as payer_name_as_given,
    payer_id,
    payer_claim_control_number,
    -- amounts
    staging.amount_of(paid_amount) as paid_amount,
    staging.amount_of(patient_responsibility_amount) as patient_responsibility_amount,
from raw.claim_837_other_payers
