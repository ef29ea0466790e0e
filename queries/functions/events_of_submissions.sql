-- What was sent for these claims (linked_claim_id): each submission and its lines, told in words.
--
-- One row per claim or line of a claim file. Of a submission that only an acknowledgment names,
-- there is nothing to tell here.
create or replace macro review.events_of_submissions(linked_claim_ids) as table (
    with linked as (
        select unnest(linked_claim_ids) as linked_claim_id
    )

    select
        linked_claim_id,
        1 as stage_number,
        payer_name,
        patient_control_number,
        file_id,
        transaction_set_number,
        claim_number,
        0 as service_line_number,
        segment_number,
        0 as place,
        case submission_kind
            when 'replacement' then 'Replacement sent'
            when 'void' then 'Void sent'
            else 'Claim sent'
        end
        || case when is_secondary then ' to second payer' else '' end as event,
        'sent' as milestone,
        null as procedure_code,
        null as group_code,
        null as carc_code,
        null as remark_code,
        charge_amount as amount,
        'Charge ' || charge_amount::varchar || ' in ' || line_count::varchar
        || case when line_count = 1 then ' line' else ' lines' end
        || ', to ' || payer_name
        || case
            when original_reference_number is not null
                then ', for the payer''s claim ' || original_reference_number
            else ''
        end
        || case
            when prior_authorization_number is not null
                then ', authorization ' || prior_authorization_number
            else ''
        end as detail,
        submission_date as event_date,
    from marts.submitted_claims
    where source != '277CA' and linked_claim_id in (select linked.linked_claim_id from linked)
    union all
    select
        service_lines.linked_claim_id,
        1 as stage_number,
        service_lines.payer_name,
        submitted_claims.patient_control_number,
        service_lines.file_id,
        service_lines.transaction_set_number,
        service_lines.claim_number,
        service_lines.service_line_number,
        service_lines.segment_number,
        1 as place,
        'Line billed' as event,
        null as milestone,
        service_lines.procedure_code,
        null as group_code,
        null as carc_code,
        null as remark_code,
        service_lines.charge_amount as amount,
        concat_ws(
            ' ',
            service_lines.procedure_code,
            nullif(array_to_string(service_lines.modifier_codes, ' '), '')
        )
        || ' on '
        || coalesce(strftime(service_lines.service_date, '%b %-d, %Y'), 'an unknown day')
        || ': charge ' || service_lines.charge_amount::varchar
        || case
            when len(service_lines.diagnosis_codes) > 0
                then ', diagnosis ' || array_to_string(service_lines.diagnosis_codes, ' ')
            else ''
        end
        || coalesce('; ' || service_lines.unmatched_reason, '') as detail,
        service_lines.submission_date as event_date,
    from marts.service_lines
    inner join marts.submitted_claims on service_lines.claim_id = submitted_claims.claim_id
    where service_lines.linked_claim_id in (select linked.linked_claim_id from linked)
);
