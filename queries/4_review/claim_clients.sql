-- Whose claims go by this control number?
-- grain: one row per client
-- param claim: the patient control number
select distinct claims.client_name
from marts.claims
where
    claims.patient_control_number = $claim
    or claims.life_number in (
        select claim_lives.life_number
        from marts.claim_lives
        inner join marts.remitted_claims on claim_lives.claim_id = remitted_claims.claim_id
        where remitted_claims.patient_control_number = $claim
    )
    or claims.life_number in (
        select submitted_claims.life_number
        from marts.submitted_claims
        where submitted_claims.patient_control_number = $claim
    )
order by claims.client_name
