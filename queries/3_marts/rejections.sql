-- A claim rejected before adjudication, before adjudication: by a clearinghouse or by the payer.
-- grain: one row per refused submission of a claim, under its first refusing status
-- scope: claim
-- needs: marts.submission_statuses
--
-- Not a denial: a rejected claim never reached adjudication (rejections are counted separately).
-- Its
-- reason is the first status that refuses it: a status of the claim before one of a line.
with refusals as (
    select
        submitted_claim_id,
        file_id,
        segment_number,
        source,
        level,
        said_by,
        status_category_code,
        status_code,
        entity_code,
        message,
        status_date,
    from marts.submission_statuses
    where standing = 'rejected'
    qualify
        row_number() over (
            partition by submitted_claim_id
            order by level = 'line', status_date, file_id, segment_number
        ) = 1
),

sendings as materialized (
    select *
    from marts.submitted_claims
    where verdict = 'rejected'
),

last_accepted as (
    select
        submitted_claims.linked_claim_id,
        max(submitted_claims.submission_number) as submission_number,
    from marts.submitted_claims
    semi join sendings on submitted_claims.linked_claim_id = sendings.linked_claim_id
    where submitted_claims.verdict = 'accepted'
    group by submitted_claims.linked_claim_id
),

last_answers as (
    select
        linked_claims.linked_claim_id,
        max(remitted_claims.remit_date) as last_remit_date,
    from marts.linked_claims
    semi join sendings on linked_claims.linked_claim_id = sendings.linked_claim_id
    inner join marts.remitted_claims on linked_claims.claim_id = remitted_claims.claim_id
    group by linked_claims.linked_claim_id
)

select
    refusals.file_id,
    refusals.segment_number,
    sendings.claim_id as submitted_claim_id,
    sendings.file_id as submitted_file_id,
    sendings.segment_number as submitted_segment_number,
    sendings.linked_claim_id,
    sendings.submission_number,
    row_number() over (
        partition by sendings.linked_claim_id
        order by sendings.submission_number
    )::integer as rejection_number,
    sendings.patient_control_number,
    sendings.payer_name,
    sendings.provider_name,
    sendings.line_of_business,
    refusals.source,
    refusals.said_by as rejected_by,
    refusals.level as rejected_level,
    refusals.status_category_code,
    coalesce(acknowledgment_categories.status_category_label, 'Refused')
        as status_category_label,
    coalesce(refusals.status_code, '') as status_code,
    coalesce(
        case
            when refusals.source = '999' then set_errors.status_label
            else acknowledgment_statuses.status_label
        end,
        'Code ' || refusals.status_code,
        'No reason given'
    ) as status_label,
    refusals.entity_code,
    entity_codes.entity_label,
    coalesce(acknowledgment_statuses.owner, 'Billing') as owner,
    refusals.message,
    sendings.charge_amount,
    sendings.is_secondary,
    coalesce(last_accepted.submission_number > sendings.submission_number, false)
    or coalesce(
        last_answers.last_remit_date >= sendings.submission_date,
        last_answers.linked_claim_id is not null
    ) as is_resolved,
    sendings.service_date,
    sendings.submission_date,
    sendings.submission_week,
    refusals.status_date as rejection_date,
from sendings
inner join refusals on sendings.claim_id = refusals.submitted_claim_id
left join last_accepted on sendings.linked_claim_id = last_accepted.linked_claim_id
left join last_answers on sendings.linked_claim_id = last_answers.linked_claim_id
left join reference.acknowledgment_categories
    on refusals.status_category_code = acknowledgment_categories.status_category_code
left join reference.acknowledgment_statuses
    on
        refusals.status_code = acknowledgment_statuses.status_code
        and refusals.source != '999'
left join reference.set_errors on refusals.status_code = set_errors.status_code
left join reference.entity_codes on refusals.entity_code = entity_codes.entity_code;
