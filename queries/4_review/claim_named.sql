-- Which linked claim has this key, or this number at this payer?
-- grain: one row per patient control number and payer of the claim, those answered first
-- param linked_claim: the linked claim; null to look it up by number
-- param claim: patient control number; null to look it up by its key
-- param payer: only claims that were sent to this payer, or that it answered; null for all
with told as (
    select
        linked_claims.linked_claim_id,
        remitted_claims.patient_control_number,
        remitted_claims.payer_name,
        0 as stage_number,
        remitted_claims.claim_id,
    from marts.remitted_claims
    inner join marts.linked_claims on remitted_claims.claim_id = linked_claims.claim_id
    where
        ($linked_claim::bigint is null or linked_claims.linked_claim_id = $linked_claim::bigint)
        and review.is_wanted($claim, remitted_claims.patient_control_number)
    union all
    select
        linked_claim_id,
        patient_control_number,
        payer_name,
        1 as stage_number,
        claim_id,
    from marts.submitted_claims
    where
        ($linked_claim::bigint is null or linked_claim_id = $linked_claim::bigint)
        and review.is_wanted($claim, patient_control_number)
)

select
    linked_claim_id,
    patient_control_number,
    payer_name,
from told
where
    coalesce($linked_claim::bigint is not null or $claim::varchar is not null, false)
    and review.is_wanted($payer, payer_name)
group by linked_claim_id, patient_control_number, payer_name
order by min(stage_number), min(claim_id), linked_claim_id, patient_control_number, payer_name
