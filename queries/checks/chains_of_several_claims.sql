-- A chain holds one payer's answers to one claim, and all those under one number of the payer.
-- grain: one row per answer that stands in another's chain, or apart from its own
with placed as (
    select
        recounted_claims.file_id,
        recounted_claims.transaction_set_number,
        recounted_claims.claim_number,
        recounted_claims.payer_name,
        recounted_claims.patient_control_number,
        recounted_claims.payer_claim_control_number,
        recounted_claims.service_date,
        kept_claims.chain_number,
        kept_claims.is_secondary,
        kept_claims.is_predetermination,
        kept_claims.patient_key,
        kept_claims.root_control_number,
        coalesce(
            corrected_control_numbers.root_control_number,
            recounted_claims.patient_control_number
        ) as expected_root_control_number,
        claim_lives.chain_number as chain_number_of_life,
    from temp.recounted_claims
    inner join temp.kept_claims on recounted_claims.claim_key = kept_claims.claim_key
    left join marts.claim_lives
        on
            recounted_claims.file_id = claim_lives.file_id
            and recounted_claims.transaction_set_number = claim_lives.transaction_set_number
            and recounted_claims.claim_number = claim_lives.claim_number
            and claim_lives.told_by = 'answered'
    left join marts.corrected_control_numbers
        on
            recounted_claims.payer_name = corrected_control_numbers.payer_name
            and recounted_claims.patient_control_number
            = corrected_control_numbers.control_number
),

chains as (
    select
        chain_number,
        min(payer_name) as payer_name,
        min(expected_root_control_number) as root_control_number,
        bool_or(is_secondary) as is_secondary,
        bool_or(is_predetermination) as is_predetermination,
    from placed
    group by chain_number
),

-- One control number, one payer number and one first day of one patient: one visit.
visits as (
    select
        payer_name,
        patient_control_number,
        payer_claim_control_number,
        service_date,
        patient_key,
        is_secondary,
        is_predetermination,
        min(chain_number) as chain_number,
    from placed
    where
        payer_claim_control_number is not null
        and patient_control_number != ''
        and service_date is not null
        and patient_key is not null
    group by
        payer_name,
        patient_control_number,
        payer_claim_control_number,
        service_date,
        patient_key,
        is_secondary,
        is_predetermination
)

select
    placed.file_id,
    placed.transaction_set_number,
    placed.claim_number,
    placed.chain_number,
    visits.chain_number as chain_number_of_visit,
from placed
inner join chains on placed.chain_number = chains.chain_number
left join visits
    on
        placed.payer_name = visits.payer_name
        and placed.patient_control_number = visits.patient_control_number
        and placed.payer_claim_control_number = visits.payer_claim_control_number
        and placed.service_date = visits.service_date
        and placed.patient_key = visits.patient_key
        and placed.is_secondary = visits.is_secondary
        and placed.is_predetermination = visits.is_predetermination
where
    placed.payer_name != chains.payer_name
    or placed.expected_root_control_number != chains.root_control_number
    or placed.root_control_number != placed.expected_root_control_number
    or placed.is_secondary != chains.is_secondary
    or placed.is_predetermination != chains.is_predetermination
    or placed.chain_number_of_life is distinct from placed.chain_number
    or placed.chain_number != visits.chain_number
