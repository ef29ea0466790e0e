-- Which linked claim has this key, or this number at this payer?
-- grain: one row per patient control number and payer of the claim, those answered first
-- param life: the linked claim; null to look it up by number
-- param claim: patient control number; null to look it up by its key
-- param payer: only claims that were sent to this payer, or that it answered; null for all
with told as (
    select
        claim_lives.life_number,
        remitted_claims.patient_control_number,
        remitted_claims.payer_name,
        0 as stage_number,
        remitted_claims.claim_id,
    from marts.remitted_claims
    inner join marts.claim_lives on remitted_claims.claim_id = claim_lives.claim_id
    where
        ($life::bigint is null or claim_lives.life_number = $life::bigint)
        and review.is_wanted($claim, remitted_claims.patient_control_number)
    union all
    select
        life_number,
        patient_control_number,
        payer_name,
        1 as stage_number,
        claim_id,
    from marts.submitted_claims
    where
        ($life::bigint is null or life_number = $life::bigint)
        and review.is_wanted($claim, patient_control_number)
)

select
    life_number,
    patient_control_number,
    payer_name,
from told
where
    coalesce($life::bigint is not null or $claim::varchar is not null, false)
    and review.is_wanted($payer, payer_name)
group by life_number, patient_control_number, payer_name
order by min(stage_number), min(claim_id), life_number, patient_control_number, payer_name
