-- The claims sent that a review looks at, each with its first refusal before adjudication, if there is one.
--
-- A claim is one, however often it was sent: it counts once as sent and once as refused. A claim
-- answered only as a duplicate was sent as well; of a claim answered, but not loaded as sent,
-- nobody knows how it got in. A claim waits while its last submission was refused and nothing came
-- after; of an without a response one neither an acknowledgment nor an answer is loaded.
create or replace macro review.submitted_claims_in_view(filters) as table (
    with first_refusals as (
        select
            *,
            count(*) over whole_claim as rejected_submission_count,
            max(rejection_date) over whole_claim as last_rejection_date,
        from marts.rejections
        window whole_claim as (partition by linked_claim_id, is_secondary)
        qualify
            row_number() over (
                partition by linked_claim_id, is_secondary
                order by rejection_number
            ) = 1
    ),

    responded as (
        select distinct linked_claim_id
        from marts.submitted_claims
        where verdict != 'unacknowledged'
    )

    select
        claims.view_week as claim_week,
        claims.linked_claim_id,
        claims.patient_control_number,
        claims.payer_name,
        claims.provider_name,
        claims.line_of_business,
        claims.charge_amount,
        claims.service_date,
        claims.first_submission_date,
        first_refusals.linked_claim_id is not null as is_rejected,
        first_refusals.linked_claim_id is not null
        and case
            when claims.standing = 'secondary' then not first_refusals.is_resolved
            else claims.is_to_resubmit
        end as is_waiting,
        responded.linked_claim_id is null and not claims.is_answered as has_no_response,
        first_refusals.file_id as refusal_file_id,
        first_refusals.segment_number as refusal_segment_number,
        first_refusals.source,
        first_refusals.rejected_by,
        first_refusals.rejected_level,
        first_refusals.status_category_code,
        first_refusals.status_category_label,
        first_refusals.status_code,
        first_refusals.status_label,
        first_refusals.entity_code,
        first_refusals.entity_label,
        first_refusals.owner,
        first_refusals.message,
        first_refusals.rejected_submission_count,
        first_refusals.is_resolved,
        first_refusals.submission_date,
        first_refusals.rejection_date,
        first_refusals.last_rejection_date,
    -- The same filters, duplicates included.
    from
        review.claims_in_view(
            struct_update(review.typed_filters(filters), include_duplicates := true)
        ) as claims
    left join first_refusals
        on
            claims.linked_claim_id = first_refusals.linked_claim_id
            and first_refusals.is_secondary = (claims.standing = 'secondary')
    left join responded on claims.linked_claim_id = responded.linked_claim_id
    where claims.is_billed
)
