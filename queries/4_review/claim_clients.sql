-- Whose claims go by this control number, or whose is this linked claim?
-- grain: one row per client
-- param claim: the patient control number; null to look by the key of the claim
-- param linked_claim: the linked claim; null to look by its number
select distinct claims.client_name
from marts.claims
where
    claims.linked_claim_id = $linked_claim::bigint
    or claims.patient_control_number = $claim::varchar
    or claims.linked_claim_id in (
        select linked_claims.linked_claim_id
        from marts.linked_claims
        inner join marts.remitted_claims on linked_claims.claim_id = remitted_claims.claim_id
        where remitted_claims.patient_control_number = $claim::varchar
    )
    or claims.linked_claim_id in (
        select submitted_claims.linked_claim_id
        from marts.submitted_claims
        where submitted_claims.patient_control_number = $claim::varchar
    )
order by claims.client_name
