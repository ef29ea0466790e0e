-- An answer to a claim as the marts have it, of the claims a check looks at.
-- grain: one row per row of marts.remitted_claims; claim_key is null where no file has it
-- param load_number: the load whose files count; null for everything loaded
select
    recounted_claims.claim_key,
    remitted_claims.file_id,
    remitted_claims.transaction_set_number,
    remitted_claims.claim_number,
    remitted_claims.segment_number,
    remitted_claims.chain_number,
    remitted_claims.answer_number,
    remitted_claims.payer_name,
    remitted_claims.patient_control_number,
    remitted_claims.root_control_number,
    remitted_claims.payer_claim_control_number,
    remitted_claims.claim_status_code,
    remitted_claims.claim_filing_code,
    remitted_claims.patient_key,
    remitted_claims.charge_amount,
    remitted_claims.paid_amount,
    remitted_claims.is_secondary,
    remitted_claims.is_predetermination,
    remitted_claims.is_undecided,
    remitted_claims.is_reversal,
    remitted_claims.is_reversed,
    remitted_claims.is_unmatched_reversal,
    remitted_claims.service_date,
    remitted_claims.remit_date,
    remitted_claims.remit_week,
from marts.remitted_claims
left join temp.recounted_claims
    on
        remitted_claims.file_id = recounted_claims.file_id
        and remitted_claims.transaction_set_number = recounted_claims.transaction_set_number
        and remitted_claims.claim_number = recounted_claims.claim_number
where recounted_claims.claim_key is not null or $load_number is null
