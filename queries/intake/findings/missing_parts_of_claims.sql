-- What is missing that billed claims and acknowledgments are known by?
-- grain: one row per claim, line or acknowledged claim and thing missing
--
-- What an extract lacks, it lacks in every row; its column map says so.
with lines as (
    select distinct claim_id
    from raw.claim_837_lines
    where file_id in (select file_id from temp.files_in_hand)
)

select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_control_number_of_claim' as finding_key,
from staging.claims
where
    file_id in (select file_id from temp.files_in_hand)
    and coalesce(patient_control_number, '') = ''
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_place' as finding_key,
from raw.claim_837_claims
where
    file_id in (select file_id from temp.files_in_hand)
    and facility_type_code is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_charge' as finding_key,
from raw.claim_837_claims
where file_id in (select file_id from temp.files_in_hand) and charge_amount is null
union all
select
    claims.file_id,
    claims.transaction_set_number,
    claims.segment_number,
    'missing_lines' as finding_key,
from raw.claim_837_claims as claims
left join lines on claims.claim_id = lines.claim_id
where
    claims.file_id in (select file_id from temp.files_in_hand)
    and lines.claim_id is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_service' as finding_key,
from raw.claim_837_lines
where file_id in (select file_id from temp.files_in_hand) and service_kind is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'claim_without_level' as finding_key,
from staging.claims
where file_id in (select file_id from temp.files_in_hand) and level_number = 0
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_control_number_of_acknowledgment' as finding_key,
from staging.acknowledged_claims
where
    file_id in (select file_id from temp.files_in_hand)
    and coalesce(patient_control_number, '') = ''
