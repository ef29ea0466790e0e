-- An answer to a claim as the marts have it, of the claims a check looks at.
-- grain: one row per row of marts.remitted_claims
-- param load_number: the load whose files count; null for everything loaded
select
    remitted_claims.claim_id,
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
where
    $load_number is null
    or remitted_claims.claim_id in (
        select recounted_claims.claim_id from temp.recounted_claims
    )
