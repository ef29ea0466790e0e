-- A control number a claim went by, sent or answered, with the payer: what the search looks through.
-- grain: one row per control number and payer
-- scope: store
--
-- Written in order, so that the numbers that begin alike stand together and are found at once.
select
    patient_control_number,
    payer_name,
from marts.remitted_claims
where patient_control_number != ''
union
select
    patient_control_number,
    payer_name,
from marts.submitted_claims
where patient_control_number != ''
order by patient_control_number, payer_name;

comment on column marts.control_numbers.patient_control_number is 'The practice''s own number of the claim.';
comment on column marts.control_numbers.payer_name is 'Payer it was sent to, or that answered it.';
