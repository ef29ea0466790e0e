-- Whose claims go by this control number, or whose is this linked claim?
-- grain: one row per client
-- param claim: the patient control number; null to look by the key of the claim
-- param life: the linked claim; null to look by its number
select distinct claims.client_name
from marts.claims
where
    claims.life_number = $life::bigint
    or claims.patient_control_number = $claim::varchar
    or claims.life_number in (
        select claim_lives.life_number
        from marts.claim_lives
        inner join marts.remitted_claims on claim_lives.claim_id = remitted_claims.claim_id
        where remitted_claims.patient_control_number = $claim::varchar
    )
    or claims.life_number in (
        select submitted_claims.life_number
        from marts.submitted_claims
        where submitted_claims.patient_control_number = $claim::varchar
    )
order by claims.client_name
