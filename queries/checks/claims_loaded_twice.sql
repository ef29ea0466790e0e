-- A claim of a remittance is loaded once, no matter how many files have it.
-- grain: one row per claim that loading would not have kept
-- needs: temp.repeated_claims
select
    file_id,
    transaction_set_number,
    claim_number,
    repeat_kind,
    charge_amount,
from temp.repeated_claims
order by file_id, transaction_set_number, claim_number
