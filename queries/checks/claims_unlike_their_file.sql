-- A payer's answer to a claim is there once, with the payer, day, status and money of its file.
-- grain: one row per answered claim that is missing, doubled, added or different
select
    coalesce(recounted_claims.file_id, kept_claims.file_id) as file_id,
    coalesce(recounted_claims.transaction_set_number, kept_claims.transaction_set_number)
        as transaction_set_number,
    coalesce(recounted_claims.claim_number, kept_claims.claim_number) as claim_number,
    count(kept_claims.file_id) as row_count,
from temp.recounted_claims
full outer join temp.kept_claims on recounted_claims.claim_id = kept_claims.claim_id
group by all
having
    count(recounted_claims.claim_id) != 1
    or count(kept_claims.file_id) != 1
    or not bool_and(
        kept_claims.segment_number = recounted_claims.segment_number
        and kept_claims.payer_name is not distinct from recounted_claims.payer_name
        and kept_claims.remit_date is not distinct from recounted_claims.remit_date
        and kept_claims.remit_week is not distinct from recounted_claims.remit_week
        and kept_claims.claim_status_code is not distinct from recounted_claims.claim_status_code
        and kept_claims.claim_filing_code is not distinct from recounted_claims.claim_filing_code
        and kept_claims.patient_control_number = recounted_claims.patient_control_number
        and kept_claims.payer_claim_control_number
        is not distinct from recounted_claims.payer_claim_control_number
        and kept_claims.service_date is not distinct from recounted_claims.service_date
        and kept_claims.charge_amount = recounted_claims.charge_amount
        and kept_claims.paid_amount = recounted_claims.paid_amount
    )
