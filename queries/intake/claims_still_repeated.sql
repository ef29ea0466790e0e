-- Which claims of the files in hand are repeated, now that what was already loaded is taken out?
-- grain: one row per repeated claim; claim 0 is a transaction set without claims
--
-- An extract and an 835 are compared by what both state, so two claims may each agree with a third
-- and not with each other: which of equal claims is the n-th may change as one is taken out.
-- This asks what the standing check asks.
select
    file_id,
    transaction_set_number,
    claim_number,
    segment_number,
    repeat_kind,
    claim_count,
    charge_amount::varchar as charge_amount,
    paid_amount::varchar as paid_amount,
    earlier_charge_amount::varchar as earlier_charge_amount,
    earlier_paid_amount::varchar as earlier_paid_amount,
from intake.repeated_claims(getvariable('files_in_hand'), true, getvariable('files_in_hand'))
order by file_id, transaction_set_number, claim_number
