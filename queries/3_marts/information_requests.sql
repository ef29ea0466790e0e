-- A claim about which a payer asks for records or other information (277 X213), and until when.
-- grain: one row per request; the same one sent again counts once
-- scope: claim
-- needs: staging.information_requests
--
-- It is of the claim with the payer's claim number, else with the control number; of several, of the
-- one with that day of service, else of the latest. It is answered when the payer decided the claim
-- afterwards: nothing in the files tells that records were sent. It is no submission and no rejection.
-- One file: what each rule finds is put in one list, and the best of it is taken.
with asked as (
    select
        items.set_id,
        items.level_number,
        items.tracking_number,
        array_to_string(
            list(items.requested_code order by items.segment_number, items.code_number), ' '
        ) as requested_codes,
        array_to_string(
            list(
                case
                    when items.is_loinc
                        then coalesce(
                            requested_documents.document_label,
                            'Document ' || items.requested_code
                        )
                    else coalesce(
                        acknowledgment_statuses.status_label,
                        acknowledgment_categories.status_category_label,
                        'Code ' || items.requested_code
                    )
                end
                || coalesce(' (' || entity_codes.entity_label || ')', '')
                order by items.segment_number, items.code_number
            ),
            '; '
        ) as requested_labels,
        min(items.due_date) as due_date,
        min(items.status_date) as status_date,
    from staging.information_request_items as items
    left join reference.requested_documents
        on items.is_loinc and items.requested_code = requested_documents.loinc_code
    left join reference.acknowledgment_statuses
        on not items.is_loinc and items.requested_code = acknowledgment_statuses.status_code
    left join reference.acknowledgment_categories
        on items.status_category_code = acknowledgment_categories.status_category_code
    left join reference.entity_codes on items.entity_code = entity_codes.entity_code
    group by items.set_id, items.level_number, items.tracking_number
),

requests as (
    select
        information_requests.claim_id,
        information_requests.file_id,
        information_requests.transaction_set_number,
        information_requests.segment_number,
        coalesce(
            payers.payer_name, sources.entity_name, sources.entity_id, 'Payer not named'
        ) as payer_name,
        information_requests.patient_control_number,
        information_requests.payer_claim_control_number,
        coalesce(asked.requested_codes, '') as requested_codes,
        coalesce(asked.requested_labels, 'Not stated') as requested_labels,
        information_requests.service_date,
        coalesce(information_request_sets.request_date, asked.status_date) as request_date,
        coalesce(information_requests.due_date, asked.due_date) as due_date,
    from staging.information_requests
    left join asked
        on
            information_requests.set_id = asked.set_id
            and information_requests.level_number = asked.level_number
            and information_requests.tracking_number = asked.tracking_number
    left join staging.information_request_sets
        on
            information_requests.set_id = information_request_sets.set_id
    left join staging.information_request_levels as levels
        on
            information_requests.set_id = levels.set_id
            and information_requests.level_number = levels.level_number
    left join staging.information_request_levels as sources
        on
            levels.set_id = sources.set_id
            and levels.source_level_number = sources.level_number
    left join marts.payers
        on coalesce(sources.entity_name, sources.entity_id) = payers.payer_name_as_given
    qualify
        row_number() over (
            partition by
                coalesce(payers.payer_name, sources.entity_name, sources.entity_id),
                information_requests.patient_control_number,
                information_requests.payer_claim_control_number,
                asked.requested_codes,
                information_request_sets.request_date,
                coalesce(information_requests.due_date, asked.due_date),
                -- What names no claim cannot be known to be the same.
                if(
                    staging.is_placeholder(information_requests.patient_control_number)
                    and staging.is_placeholder(information_requests.payer_claim_control_number),
                    information_requests.claim_id,
                    null
                )
            order by information_requests.file_id, information_requests.segment_number
        ) = 1
),

meant as (
    select
        requests.claim_id,
        remitted_claims.claim_id as meant_claim_id,
        1 as match_rank,
        remitted_claims.service_date = requests.service_date as is_of_the_day,
        remitted_claims.remit_date as known_date,
    from requests
    inner join marts.remitted_claims
        on
            requests.payer_claim_control_number = remitted_claims.payer_claim_control_number
            and not staging.is_placeholder(requests.payer_claim_control_number)
    union all
    select
        requests.claim_id,
        remitted_claims.claim_id as meant_claim_id,
        2 as match_rank,
        remitted_claims.service_date = requests.service_date as is_of_the_day,
        remitted_claims.remit_date as known_date,
    from requests
    inner join marts.remitted_claims
        on
            requests.patient_control_number = remitted_claims.patient_control_number
            and not staging.is_placeholder(requests.patient_control_number)
    union all
    select
        requests.claim_id,
        submitted_claims.claim_id as meant_claim_id,
        2 as match_rank,
        submitted_claims.service_date = requests.service_date as is_of_the_day,
        submitted_claims.submission_date as known_date,
    from requests
    inner join marts.submitted_claims
        on
            requests.patient_control_number = submitted_claims.patient_control_number
            and not staging.is_placeholder(requests.patient_control_number)
),

matched as (
    select
        meant.claim_id,
        linked_claims.linked_claim_id,
    from meant
    inner join marts.linked_claims on meant.meant_claim_id = linked_claims.claim_id
    qualify
        row_number() over (
            partition by meant.claim_id
            order by
                meant.match_rank,
                coalesce(meant.is_of_the_day, false) desc,
                meant.known_date desc nulls last,
                linked_claims.linked_claim_id
        ) = 1
),

last_answers as (
    select
        linked_claims.linked_claim_id,
        max(remitted_claims.remit_date) as last_remit_date,
    from marts.linked_claims
    semi join matched on linked_claims.linked_claim_id = matched.linked_claim_id
    inner join marts.remitted_claims on linked_claims.claim_id = remitted_claims.claim_id
    left join reference.claim_statuses
        on remitted_claims.claim_status_code = claim_statuses.claim_status_code
    where coalesce(claim_statuses.standing, '') != 'no_decision'
    group by linked_claims.linked_claim_id
)

select
    requests.claim_id,
    requests.file_id,
    requests.transaction_set_number,
    requests.segment_number,
    matched.linked_claim_id,
    requests.payer_name,
    requests.patient_control_number,
    requests.payer_claim_control_number,
    requests.requested_codes,
    requests.requested_labels,
    coalesce(last_answers.last_remit_date > requests.request_date, false) as is_answered,
    requests.service_date,
    requests.request_date,
    requests.due_date,
from requests
left join matched on requests.claim_id = matched.claim_id
left join last_answers on matched.linked_claim_id = last_answers.linked_claim_id;
