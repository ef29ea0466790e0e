-- A claim as the marts have it, of those a check looks at.
-- grain: one row per row of marts.claims
-- param load_number: the load whose files count; null for everything loaded
select
    claims.linked_claim_id,
    claims.carc_codes,
    claims.categories,
    claims.first_result,
    claims.final_result,
    claims.submission_count,
    claims.rejected_submission_count,
    claims.answer_count,
    claims.paid_amount,
    claims.denied_amount,
    claims.recovered_amount,
    claims.open_amount,
    claims.is_billed,
    claims.is_answered,
    claims.is_rejected,
    claims.is_denied,
    claims.is_first_pass,
    claims.is_clean,
    claims.is_voided,
    claims.first_submission_date,
    claims.first_remit_date,
    claims.last_remit_date,
    claims.claim_date,
    claims.claim_week,
from marts.claims
left join temp.touched_linked on claims.linked_claim_id = touched_linked.linked_claim_id
where touched_linked.linked_claim_id is not null or $load_number is null
