-- The submission of a claim that stands: its last one that was not rejected before adjudication, else its last.
-- grain: one row per claim and payer order (first payer, further payers)
-- scope: claim
-- needs: marts.submitted_claims
select
    linked_claim_id,
    claim_id,
    file_id,
    transaction_set_number,
    claim_number,
    submission_number,
    claim_kind,
    client_name,
    submission_kind,
    verdict,
    is_secondary,
    submission_kind = 'void' and verdict != 'rejected' as is_voided,
from marts.submitted_claims
qualify
    row_number() over (
        partition by linked_claim_id, is_secondary
        order by verdict = 'rejected', submission_number desc
    ) = 1;
