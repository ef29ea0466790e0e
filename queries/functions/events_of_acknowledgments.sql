-- What was said of these claims (linked_claim_id) before they were decided, told in words.
--
-- One row per status of a claim, its line, provider, batch or set (277CA, 999), and per request for
-- records (277).
create or replace macro review.events_of_acknowledgments(linked_claim_ids) as table (
    with linked as (
        select unnest(linked_claim_ids) as linked_claim_id
    )

    select
        linked_claims.linked_claim_id,
        2 as stage_number,
        coalesce(submission_statuses.payer_name, 'Payer not named') as payer_name,
        submission_statuses.patient_control_number,
        submission_statuses.file_id,
        submission_statuses.transaction_set_number,
        submission_statuses.submitted_segment_number as claim_number,
        0 as service_line_number,
        submission_statuses.segment_number,
        0 as place,
        case
            when submission_statuses.standing = 'rejected' then 'Rejected by '
            when submission_statuses.standing = 'accepted' then 'Accepted by '
            else 'Status from '
        end
        || submission_statuses.said_by as event,
        case
            when submission_statuses.level = 'line' then null
            when submission_statuses.standing = 'other' then 'noted'
            else submission_statuses.standing
        end as milestone,
        null as procedure_code,
        null as group_code,
        null as carc_code,
        null as remark_code,
        submission_statuses.charge_amount as amount,
        concat_ws(':', submission_statuses.status_category_code, submission_statuses.status_code)
        || ' '
        || case
            when submission_statuses.source = '999' and submission_statuses.standing != 'rejected'
                then 'File could be read'
            else coalesce(acknowledgment_categories.status_category_label, 'Status')
        end
        || coalesce(
            '. ' || case
                when submission_statuses.source = '999' then set_errors.status_label
                else acknowledgment_statuses.status_label
            end,
            ''
        )
        || coalesce(' (' || entity_codes.entity_label || ')', '')
        || case
            when submission_statuses.level in ('claim', 'line') then ''
            else '; said of the whole ' || submission_statuses.level
        end
        || coalesce('; ' || submission_statuses.message, '') as detail,
        submission_statuses.status_date as event_date,
    from marts.submission_statuses
    inner join marts.linked_claims
        on
            submission_statuses.submitted_claim_id = linked_claims.claim_id
            and linked_claims.linked_claim_id in (select linked.linked_claim_id from linked)
    left join reference.acknowledgment_categories
        on submission_statuses.status_category_code = acknowledgment_categories.status_category_code
    left join reference.acknowledgment_statuses
        on submission_statuses.status_code = acknowledgment_statuses.status_code
    left join reference.set_errors on submission_statuses.status_code = set_errors.status_code
    left join reference.entity_codes on submission_statuses.entity_code = entity_codes.entity_code
    union all
    select
        linked_claim_id,
        2 as stage_number,
        payer_name,
        patient_control_number,
        file_id,
        transaction_set_number,
        segment_number as claim_number,
        0 as service_line_number,
        segment_number,
        0 as place,
        'Payer asks for records' as event,
        'noted' as milestone,
        null as procedure_code,
        null as group_code,
        null as carc_code,
        null as remark_code,
        null as amount,
        requested_labels
        || coalesce('; due by ' || strftime(due_date, '%b %-d, %Y'), '') as detail,
        request_date as event_date,
    from marts.information_requests
    where linked_claim_id in (select linked.linked_claim_id from linked)
);
