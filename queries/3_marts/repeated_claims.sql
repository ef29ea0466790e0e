-- Answers of a payer that repeat an earlier one word for word.
-- grain: one row per such claim of a remittance
-- scope: claim
-- needs: marts.remitted_claims
select
    claim_id,
    file_id,
    transaction_set_number,
    claim_number,
from marts.remitted_claims
where
    not is_reversal
    and not is_reversed
    and not is_predetermination
    and not is_undecided
    and not staging.is_placeholder(payer_claim_control_number)
qualify
    row_number() over (
        partition by
            payer_name,
            patient_control_number,
            payer_claim_control_number,
            claim_status_code,
            charge_amount,
            paid_amount
        order by remit_date, file_id, transaction_set_number, claim_number
    ) > 1;
