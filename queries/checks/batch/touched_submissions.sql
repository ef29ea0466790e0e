-- A submission of a claim as the marts have it, of the claims a check looks at.
-- grain: one row per row of marts.submitted_claims
-- param load_number: the load whose files count; null for everything loaded
select
    submitted_claims.claim_id,
    submitted_claims.file_id,
    submitted_claims.transaction_set_number,
    submitted_claims.claim_number,
    submitted_claims.segment_number,
    submitted_claims.linked_claim_id,
    submitted_claims.patient_control_number,
    submitted_claims.payer_name,
    submitted_claims.place_of_service_code,
    submitted_claims.frequency_code,
    submitted_claims.original_reference_number,
    submitted_claims.verdict,
    submitted_claims.charge_amount,
    submitted_claims.line_count,
    submitted_claims.is_secondary,
    submitted_claims.service_date,
    submitted_claims.submission_date,
    submitted_claims.submission_week,
from marts.submitted_claims
left join temp.touched_linked on submitted_claims.linked_claim_id = touched_linked.linked_claim_id
where touched_linked.linked_claim_id is not null or $load_number is null
