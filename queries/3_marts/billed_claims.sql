-- A claim as it was sent to a payer, with its payer's name settled and who it is for.
-- grain: one row per claim of a claim file
-- scope: claim
-- needs: staging.claims
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
