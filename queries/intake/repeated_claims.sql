-- Which claims of the files in hand were already loaded, with the same remittance?
-- grain: one row per repeated claim; claim 0 is a transaction set without claims
--
-- What makes it the same is said in intake.repeated_claims; the standing check asks there, too.
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
from intake.repeated_claims(getvariable('files_in_hand'), false, getvariable('files_in_hand'))
order by file_id, transaction_set_number, claim_number
