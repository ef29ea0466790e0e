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
    'missing_control_number' as finding_code,
    'no patient control number' as found,
    'CLM01' as expected,
    'A billed claim has no number of ours, so it cannot be joined to its answers.' as message,
from staging.claims
where
    file_id in (select file_id from temp.files_in_hand)
    and coalesce(patient_control_number, '') = ''
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_place' as finding_code,
    'no place of service or bill type' as found,
    'CLM05' as expected,
    'A billed claim does not say where the service was, nor if it replaces another.' as message,
from raw.claim_837_claims
where
    file_id in (select file_id from temp.files_in_hand)
    and facility_type_code is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_charge' as finding_code,
    'no charge' as found,
    'CLM02' as expected,
    'A billed claim does not say what was charged.' as message,
from raw.claim_837_claims
where file_id in (select file_id from temp.files_in_hand) and charge_amount is null
union all
select
    claims.file_id,
    claims.transaction_set_number,
    claims.segment_number,
    'missing_lines' as finding_code,
    'no service line' as found,
    'LX' as expected,
    'A billed claim has no service lines.' as message,
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
    'missing_service' as finding_code,
    'no service' as found,
    'SV1, SV2 or SV3' as expected,
    'A billed line does not say what was done, nor what it costs.' as message,
from raw.claim_837_lines
where file_id in (select file_id from temp.files_in_hand) and service_kind is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'claim_without_level' as finding_code,
    'CLM before HL' as found,
    'HL first' as expected,
    'A billed claim stands under no subscriber; its patient and payer are unknown.' as message,
from staging.claims
where file_id in (select file_id from temp.files_in_hand) and level_number = 0
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_control_number' as finding_code,
    'no claim number' as found,
    'TRN02' as expected,
    'An acknowledged claim has no number of ours, so it cannot be joined to what was billed.'
        as message,
from staging.acknowledged_claims
where
    file_id in (select file_id from temp.files_in_hand)
    and coalesce(patient_control_number, '') = ''
