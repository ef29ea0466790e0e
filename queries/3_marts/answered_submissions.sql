-- Which submission of a claim an answer answers.
-- grain: one row per answered claim, no reversal and no estimate, whose claim file is loaded
-- scope: claim
-- needs: marts.submitted_claims
--
-- Of the claim's submissions sent by the day of the answer, voids apart: those to the payer who
-- answers, then those under its control number, then those not rejected before adjudication, then those of
-- its charge; of these the latest.
select
    remitted_claims.claim_id,
    remitted_claims.file_id,
    remitted_claims.transaction_set_number,
    remitted_claims.claim_number,
    remitted_claims.service_date as answered_service_date,
    submitted_claims.linked_claim_id,
    submitted_claims.claim_id as billed_claim_id,
    submitted_claims.file_id as billed_file_id,
    submitted_claims.transaction_set_number as billed_transaction_set_number,
    submitted_claims.claim_number as billed_claim_number,
    submitted_claims.submission_date,
from marts.remitted_claims
inner join marts.linked_claims on remitted_claims.claim_id = linked_claims.claim_id
inner join marts.submitted_claims
    on
        linked_claims.linked_claim_id = submitted_claims.linked_claim_id
        and submitted_claims.claim_number is not null
        and submitted_claims.submission_kind != 'void'
        and coalesce(remitted_claims.remit_date >= submitted_claims.submission_date, true)
where
    not remitted_claims.is_reversal
    and not remitted_claims.is_predetermination
    and not remitted_claims.is_undecided
qualify
    row_number() over (
        partition by remitted_claims.claim_id
        order by
            submitted_claims.payer_name = remitted_claims.payer_name desc,
            submitted_claims.patient_control_number
            = remitted_claims.patient_control_number desc,
            submitted_claims.verdict != 'rejected' desc,
            submitted_claims.charge_amount = remitted_claims.charge_amount desc,
            submitted_claims.submission_number desc
    ) = 1;
