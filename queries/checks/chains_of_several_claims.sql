-- A chain holds one payer's answers to one claim, and all those under one number of the payer.
-- grain: one row per answer that is in another's chain, or apart from its own
--
-- One payer: the same payer id, or a number of the claim that payers share. One claim: the same
-- control number, corrected ones with the first, or where a file has none, the payer's number.
-- A control number corrected at one payer is the same claim at all of them.
with roots as (
    select
        control_number,
        min(root_control_number) as root_control_number,
    from marts.corrected_control_numbers
    group by control_number
),

placed as (
    select
        recounted_claims.file_id,
        recounted_claims.transaction_set_number,
        recounted_claims.claim_number,
        recounted_claims.claim_id,
        recounted_claims.payer_key,
        coalesce(reversals.original_service_date, recounted_claims.service_date)
            as service_date,
        kept_claims.chain_number,
        kept_claims.is_secondary,
        kept_claims.is_predetermination,
        kept_claims.is_undecided,
        kept_claims.patient_key,
        case
            when not staging.is_placeholder(recounted_claims.payer_claim_control_number)
                then upper(trim(recounted_claims.payer_claim_control_number))
        end as payer_number,
        case
            when not staging.is_placeholder(recounted_claims.patient_control_number)
                then recounted_claims.patient_control_number
        end as control_number,
        case
            when not staging.is_placeholder(recounted_claims.patient_control_number)
                then kept_claims.root_control_number
        end as root_control_number,
        roots.root_control_number as corrected_root_control_number,
    from temp.recounted_claims
    inner join temp.kept_claims on recounted_claims.claim_id = kept_claims.claim_id
    left join marts.reversals on recounted_claims.claim_id = reversals.claim_id
    left join roots on recounted_claims.patient_control_number = roots.control_number
),

chains as (
    select
        chain_number,
        min(root_control_number) as root_control_number,
        max(root_control_number) as last_root_control_number,
        count(distinct payer_key) as payer_count,
        bool_or(is_secondary) as is_secondary,
        bool_or(is_predetermination) as is_predetermination,
        bool_or(is_undecided) as is_undecided,
    from placed
    group by chain_number
),

-- Payers that answer one claim under different names share one of its payer numbers, be it in their
-- answers of another standing.
of_several_payers as (
    select
        linked_claims.linked_claim_id,
        placed.chain_number,
        placed.payer_key,
        placed.payer_number,
    from placed
    inner join marts.linked_claims on placed.claim_id = linked_claims.claim_id
    where
        linked_claims.linked_claim_id in (
            select linked.linked_claim_id
            from chains
            inner join marts.linked_claims as linked on chains.chain_number = linked.claim_id
            where chains.payer_count > 1
        )
),

shared_numbers as (
    select
        linked_claim_id,
        payer_number,
    from of_several_payers
    where payer_number is not null
    group by linked_claim_id, payer_number
    having count(distinct payer_key) > 1
),

joined_payers as (
    select distinct
        of_several_payers.linked_claim_id,
        of_several_payers.payer_key,
    from of_several_payers
    inner join shared_numbers
        on
            of_several_payers.linked_claim_id = shared_numbers.linked_claim_id
            and of_several_payers.payer_number = shared_numbers.payer_number
),

chains_of_joined_payers as (
    select distinct
        of_several_payers.chain_number,
        of_several_payers.payer_key,
    from of_several_payers
    inner join joined_payers
        on
            of_several_payers.linked_claim_id = joined_payers.linked_claim_id
            and of_several_payers.payer_key = joined_payers.payer_key
),

-- One control number, one payer number and one first day of one patient: one visit. A reversal is of
-- the day of what it takes back, whatever its own.
visits as (
    select
        payer_key,
        control_number,
        payer_number,
        service_date,
        patient_key,
        is_secondary,
        is_predetermination,
        is_undecided,
        min(chain_number) as chain_number,
    from placed
    where
        payer_number is not null
        and control_number is not null
        and service_date is not null
        and patient_key is not null
    group by
        payer_key,
        control_number,
        payer_number,
        service_date,
        patient_key,
        is_secondary,
        is_predetermination,
        is_undecided
)

select
    placed.file_id,
    placed.transaction_set_number,
    placed.claim_number,
    placed.chain_number,
    visits.chain_number as chain_number_of_visit,
from placed
inner join chains on placed.chain_number = chains.chain_number
left join chains_of_joined_payers
    on
        placed.chain_number = chains_of_joined_payers.chain_number
        and placed.payer_key = chains_of_joined_payers.payer_key
left join visits
    on
        placed.payer_key = visits.payer_key
        and placed.control_number = visits.control_number
        and placed.payer_number = visits.payer_number
        and placed.service_date = visits.service_date
        and placed.patient_key = visits.patient_key
        and placed.is_secondary = visits.is_secondary
        and placed.is_predetermination = visits.is_predetermination
        and placed.is_undecided = visits.is_undecided
where
    (chains.payer_count > 1 and chains_of_joined_payers.chain_number is null)
    or chains.root_control_number != chains.last_root_control_number
    or (
        placed.root_control_number != placed.control_number
        and placed.root_control_number is distinct from placed.corrected_root_control_number
    )
    or placed.is_secondary != chains.is_secondary
    or placed.is_predetermination != chains.is_predetermination
    or placed.is_undecided != chains.is_undecided
    or placed.chain_number != visits.chain_number
