-- Which billed claims charge another sum than their lines?
-- grain: one row per claim out of balance
--
-- 837 guides, CLM02: the claim's charge is the sum of its service lines.
with lines as (
    select
        claim_id,
        sum(charge_amount) as charge_amount,
        bool_or(charge_amount is null) as has_unknown,
    from staging.service_lines
    where file_id in (select file_id from temp.files_in_hand)
    group by claim_id
)

select
    claims.file_id,
    claims.transaction_set_number,
    claims.segment_number,
    'charge_out_of_balance' as finding_key,
    lines.charge_amount::varchar as found,
    claims.charge_amount::varchar as expected,
from staging.claims
inner join lines on claims.claim_id = lines.claim_id
where not lines.has_unknown and claims.charge_amount != lines.charge_amount
