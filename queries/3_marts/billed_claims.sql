-- A claim as it was sent to a payer, with its payer's name settled and who it is for.
-- grain: one row per claim of a claim file
-- scope: claim
--
-- Frequency 7 replaces a claim, 8 voids it (837 guides, CLM05-3); all others bill it.
with diagnosis_lists as (
    select
        claim_id,
        list(diagnosis_code order by diagnosis_number, segment_number) as diagnosis_codes,
    from staging.diagnoses
    where diagnosis_code is not null
    group by claim_id
),

line_counts as (
    select
        claim_id,
        count(*) as line_count,
        min(service_date) as service_date,
    from staging.service_lines
    group by claim_id
)

select
    claims.set_id,
    claims.claim_id,
    claims.file_id,
    claims.transaction_set_number,
    claims.claim_number,
    claims.segment_number,
    submissions.source,
    case submissions.claim_kind
        when 'P' then 'professional'
        when 'I' then 'institutional'
        when 'D' then 'dental'
    end as claim_kind,
    submissions.batch_number,
    submissions.set_control_number,
    submissions.group_control_number,
    claims.clearinghouse_trace_number,
    coalesce(claims.patient_control_number, '') as patient_control_number,
    payers.payer_name_as_given,
    payers.payer_name,
    payers.payer_key,
    subscribers.payer_sequence_code,
    subscribers.claim_filing_code,
    coalesce(claim_filing_indicators.line_of_business, 'Not stated') as line_of_business,
    coalesce(claims.provider_name, billing_providers.billing_provider_name) as provider_name,
    billing_providers.billing_provider_name,
    billing_providers.billing_provider_npi,
    coalesce(clients.client_name, 'Not stated') as client_name,
    claims.referring_provider_name,
    claims.facility_name,
    claims.place_of_service_code,
    claims.frequency_code,
    case claims.frequency_code
        when '7' then 'replacement'
        when '8' then 'void'
        else 'original'
    end as submission_kind,
    claims.original_reference_number,
    claims.prior_authorization_number,
    claims.referral_number,
    coalesce(diagnosis_lists.diagnosis_codes, []) as diagnosis_codes,
    coalesce(patients.patient_key, subscribers.patient_key) as patient_key,
    coalesce(claims.charge_amount, 0) as charge_amount,
    coalesce(line_counts.line_count, 0)::integer as line_count,
    coalesce(subscribers.payer_sequence_code in ('S', 'T'), false) as is_secondary,
    coalesce(line_counts.service_date, claims.statement_from_date) as service_date,
    submissions.submission_date,
from staging.claims
inner join staging.submissions on claims.set_id = submissions.set_id
left join staging.claim_levels
    on
        claims.set_id = claim_levels.set_id
        and claims.level_number = claim_levels.level_number
left join staging.billing_providers
    on
        claim_levels.set_id = billing_providers.set_id
        and claim_levels.billing_level_number = billing_providers.level_number
left join marts.clients
    on
        coalesce(billing_providers.tax_id, '') = clients.tax_id
        and coalesce(billing_providers.billing_provider_npi, '') = clients.npi
        and staging.client_name_as_given(
            billing_providers.billing_provider_name,
            coalesce(billing_providers.entity_type_code = '1', false),
            billing_providers.billing_provider_npi,
            billing_providers.tax_id
        ) = clients.client_name_as_given
left join staging.subscribers
    on
        claim_levels.set_id = subscribers.set_id
        and claim_levels.subscriber_level_number = subscribers.level_number
left join staging.patients
    on
        claim_levels.set_id = patients.set_id
        and claim_levels.patient_level_number = patients.level_number
inner join marts.payers
    on
        coalesce(subscribers.payer_name_as_given, subscribers.payer_id, 'Payer not named')
        = payers.payer_name_as_given
left join reference.claim_filing_indicators
    on subscribers.claim_filing_code = claim_filing_indicators.claim_filing_code
left join diagnosis_lists on claims.claim_id = diagnosis_lists.claim_id
left join line_counts on claims.claim_id = line_counts.claim_id;

comment on column marts.billed_claims.set_id is 'Key of the transaction set.';
comment on column marts.billed_claims.claim_id is 'Key of the claim as this file tells of it.';
comment on column marts.billed_claims.file_id is 'Key of the file.';
comment on column marts.billed_claims.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.billed_claims.claim_number is 'Which CLM of the set, from 1.';
comment on column marts.billed_claims.segment_number is 'Segment of the file where it opens; row of a CSV.';
comment on column marts.billed_claims.source is '837 or csv.';
comment on column marts.billed_claims.claim_kind is 'professional, institutional or dental.';
comment on column marts.billed_claims.batch_number is 'The sender''s number of the batch (BHT03).';
comment on column marts.billed_claims.set_control_number is 'Number of the set in its group (ST02).';
comment on column marts.billed_claims.group_control_number is 'Number of the group (GS06).';
comment on column marts.billed_claims.clearinghouse_trace_number is 'The clearinghouse''s number of the claim (REF D9).';
comment on column marts.billed_claims.patient_control_number is 'The practice''s own number of the claim (CLM01).';
comment on column marts.billed_claims.payer_name_as_given is 'Name as the file gives it (NM1*PR).';
comment on column marts.billed_claims.payer_name is 'Name the team knows the payer by.';
comment on column marts.billed_claims.payer_key is 'The same for payers of one payer id.';
comment on column marts.billed_claims.payer_sequence_code is 'P, S or T: whose turn it is (SBR01).';
comment on column marts.billed_claims.claim_filing_code is 'Kind of plan (SBR09).';
comment on column marts.billed_claims.line_of_business is 'Medicare, Medicaid, Commercial … from the filing code.';
comment on column marts.billed_claims.provider_name is 'Rendering or attending provider, else the billing one.';
comment on column marts.billed_claims.billing_provider_name is 'Who bills.';
comment on column marts.billed_claims.billing_provider_npi is 'National number of who bills.';
comment on column marts.billed_claims.referring_provider_name is 'Who referred the patient.';
comment on column marts.billed_claims.facility_name is 'Where it was done, if elsewhere.';
comment on column marts.billed_claims.place_of_service_code is 'Place of service or facility type (CLM05-1).';
comment on column marts.billed_claims.frequency_code is 'Original, replacement, void … (CLM05-3).';
comment on column marts.billed_claims.submission_kind is 'original, replacement or void.';
comment on column marts.billed_claims.original_reference_number is 'The payer''s number of the claim replaced (REF F8).';
comment on column marts.billed_claims.prior_authorization_number is 'Authorisation given (REF G1).';
comment on column marts.billed_claims.referral_number is 'Referral given (REF 9F).';
comment on column marts.billed_claims.diagnosis_codes is 'Diagnoses in the order lines point to (HI).';
comment on column marts.billed_claims.patient_key is 'PHI. Keyed hashes of parts of the patient''s name, to tell apart who shares a control number.';
comment on column marts.billed_claims.charge_amount is 'US dollars charged (CLM02).';
comment on column marts.billed_claims.line_count is 'Service lines billed.';
comment on column marts.billed_claims.is_secondary is 'Sent to a second or third payer.';
comment on column marts.billed_claims.service_date is 'First day of service.';
comment on column marts.billed_claims.submission_date is 'Day it was sent (BHT04, else GS04).';
comment on column marts.billed_claims.client_name is 'Billing provider or payee, under the team''s name for it.';
