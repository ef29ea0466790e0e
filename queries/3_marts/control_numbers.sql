-- A control number a claim went by, sent or answered, with the payer: what the search looks through.
-- grain: one row per control number and payer
-- scope: store
-- adds: claim_count
--
-- Written in order, so that the numbers that begin alike stand together and are found at once; those
-- of later loads stand after them.
with told as (
    select patient_control_number, payer_name from marts.remitted_claims
    union all
    select patient_control_number, payer_name from marts.submitted_claims
)

select
    patient_control_number,
    payer_name,
    count(*) as claim_count,
from told
where patient_control_number != ''
group by patient_control_number, payer_name
order by patient_control_number, payer_name;
