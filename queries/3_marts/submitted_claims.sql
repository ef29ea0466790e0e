-- A claim as it was sent, whether it was accepted, and which linked claim it belongs to.
-- grain: one row per submission of a claim, also of one known only from an acknowledgment (277CA)
-- scope: claim
-- needs: marts.billed_claims, marts.submission_statuses
--
-- rejected: a clearinghouse or payer refused it (any status of the claim, its provider, its batch or
-- its set; a refused line only where nothing is said of the claim). accepted: something was said,
-- and no refusal among it.
-- One file: most of it lists the columns of claims of a claim file, and of an acknowledgment alone.
with responded as (
    select
        submitted_claim_id,
        bool_or(standing = 'rejected' and level != 'line') as has_refusal,
        bool_or(standing = 'rejected' and level = 'line') as has_refused_line,
        bool_or(standing = 'accepted' and level in ('claim', 'provider', 'batch'))
            as has_acceptance,
        min(status_date) as acknowledged_date,
    from marts.submission_statuses
    group by submitted_claim_id
),

only_acknowledged as (
    select
        submitted_claim_id as claim_id,
        submitted_file_id as file_id,
        submitted_segment_number as segment_number,
        min(transaction_set_number) as transaction_set_number,
        min(patient_control_number) as patient_control_number,
        min(payer_name) as payer_name,
        max(charge_amount) as charge_amount,
        min(service_date) as service_date,
        min(status_date) as status_date,
    from marts.submission_statuses
    where not is_billed
    group by submitted_claim_id, submitted_file_id, submitted_segment_number
),

submissions as (
    select
        claim_id,
        file_id,
        transaction_set_number,
        claim_number,
        segment_number,
        source,
        claim_kind,
        patient_control_number,
        payer_name,
        payer_sequence_code,
        line_of_business,
        provider_name,
        billing_provider_name,
        client_name,
        referring_provider_name,
        facility_name,
        place_of_service_code,
        frequency_code,
        submission_kind,
        original_reference_number,
        prior_authorization_number,
        referral_number,
        diagnosis_codes,
        charge_amount,
        line_count,
        is_secondary,
        service_date,
        submission_date,
    from marts.billed_claims
    union all
    select
        claim_id,
        file_id,
        transaction_set_number,
        null as claim_number,
        segment_number,
        '277CA' as source,
        null as claim_kind,
        patient_control_number,
        coalesce(payer_name, 'Payer not named') as payer_name,
        null as payer_sequence_code,
        'Not stated' as line_of_business,
        null as provider_name,
        null as billing_provider_name,
        'Not stated' as client_name,
        null as referring_provider_name,
        null as facility_name,
        null as place_of_service_code,
        null as frequency_code,
        'original' as submission_kind,
        null as original_reference_number,
        null as prior_authorization_number,
        null as referral_number,
        [] as diagnosis_codes,
        coalesce(charge_amount, 0) as charge_amount,
        0 as line_count,
        false as is_secondary,
        service_date,
        status_date as submission_date,
    from only_acknowledged
),

-- Most claims are sent once: only the submissions of the others have an order.
sent_again as (
    select linked_claim_id
    from marts.linked_claims
    where mention_kind != 'answered'
    group by linked_claim_id
    having count(*) > 1
),

numbers as (
    select
        submissions.claim_id,
        row_number() over (
            partition by linked_claims.linked_claim_id
            order by
                submissions.is_secondary,
                submissions.submission_date,
                submissions.submission_kind != 'original',
                submissions.file_id,
                submissions.segment_number
        ) as submission_number,
    from submissions
    inner join marts.linked_claims on submissions.claim_id = linked_claims.claim_id
    semi join sent_again on linked_claims.linked_claim_id = sent_again.linked_claim_id
)

select
    submissions.claim_id,
    submissions.file_id,
    submissions.transaction_set_number,
    submissions.claim_number,
    submissions.segment_number,
    linked_claims.linked_claim_id,
    coalesce(numbers.submission_number, 1)::integer as submission_number,
    submissions.source,
    submissions.claim_kind,
    submissions.patient_control_number,
    submissions.payer_name,
    submissions.payer_sequence_code,
    submissions.line_of_business,
    submissions.provider_name,
    submissions.billing_provider_name,
    submissions.client_name,
    submissions.referring_provider_name,
    submissions.facility_name,
    submissions.place_of_service_code,
    submissions.frequency_code,
    submissions.submission_kind,
    submissions.original_reference_number,
    submissions.prior_authorization_number,
    submissions.referral_number,
    submissions.diagnosis_codes,
    case
        when coalesce(responded.has_refusal, false) then 'rejected'
        when responded.has_acceptance then 'accepted'
        when coalesce(responded.has_refused_line, false) then 'rejected'
        else 'unacknowledged'
    end as verdict,
    submissions.charge_amount::decimal(12, 2) as charge_amount,
    submissions.line_count::integer as line_count,
    submissions.is_secondary,
    submissions.service_date,
    submissions.submission_date,
    date_trunc('week', submissions.submission_date)::date as submission_week,
    responded.acknowledged_date,
from submissions
inner join marts.linked_claims on submissions.claim_id = linked_claims.claim_id
left join numbers on submissions.claim_id = numbers.claim_id
left join responded on submissions.claim_id = responded.submitted_claim_id;
