-- Something that happened to a claim: sent, taken or refused at the door, asked about, answered.
-- grain: one row per event; each is one segment of a file
-- scope: claim
with denied_sums as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        sum(denied_amount) as denied_amount,
    from marts.remitted_lines
    where is_denied
    group by file_id, transaction_set_number, claim_number
),

answers as (
    select
        claim_lives.life_number,
        remitted_claims.payer_name,
        remitted_claims.patient_control_number,
        remitted_claims.file_id,
        remitted_claims.transaction_set_number,
        remitted_claims.claim_number,
        remitted_claims.segment_number,
        remitted_claims.claim_status_code,
        remitted_claims.charge_amount,
        remitted_claims.paid_amount,
        remitted_claims.is_reversal,
        remitted_claims.is_reversed,
        coalesce(denied_sums.denied_amount, 0) as denied_amount,
        remitted_claims.remit_date,
    from marts.remitted_claims
    left join denied_sums
        on
            remitted_claims.file_id = denied_sums.file_id
            and remitted_claims.transaction_set_number = denied_sums.transaction_set_number
            and remitted_claims.claim_number = denied_sums.claim_number
    inner join marts.claim_lives
        on
            remitted_claims.file_id = claim_lives.file_id
            and remitted_claims.transaction_set_number = claim_lives.transaction_set_number
            and remitted_claims.claim_number = claim_lives.claim_number
            and claim_lives.told_by = 'answered'
)

select
    life_number,
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
            then ', authorisation ' || prior_authorization_number
        else ''
    end as detail,
    submission_date as event_date,
from marts.submitted_claims
where source != '277CA'
union all
select
    service_lines.life_number,
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
    || ' on ' || coalesce(service_lines.service_date::varchar, 'an unknown day')
    || ': charge ' || service_lines.charge_amount::varchar
    || case
        when len(service_lines.diagnosis_codes) > 0
            then ', diagnosis ' || array_to_string(service_lines.diagnosis_codes, ' ')
        else ''
    end
    || coalesce('; ' || service_lines.unmatched_reason, '') as detail,
    service_lines.submission_date as event_date,
from marts.service_lines
inner join marts.submitted_claims
    on
        service_lines.file_id = submitted_claims.file_id
        and service_lines.transaction_set_number = submitted_claims.transaction_set_number
        and service_lines.claim_number = submitted_claims.claim_number
union all
select
    claim_lives.life_number,
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
inner join marts.claim_lives
    on
        submission_statuses.submitted_file_id = claim_lives.file_id
        and submission_statuses.submitted_segment_number = claim_lives.segment_number
        and claim_lives.told_by != 'answered'
left join reference.acknowledgment_categories
    on submission_statuses.status_category_code = acknowledgment_categories.status_category_code
left join reference.acknowledgment_statuses
    on submission_statuses.status_code = acknowledgment_statuses.status_code
left join reference.set_errors on submission_statuses.status_code = set_errors.status_code
left join reference.entity_codes on submission_statuses.entity_code = entity_codes.entity_code
union all
select
    life_number,
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
    requested_labels || coalesce('; due by ' || due_date::varchar, '') as detail,
    request_date as event_date,
from marts.information_requests
where life_number is not null
union all
select
    answers.life_number,
    3 as stage_number,
    answers.payer_name,
    answers.patient_control_number,
    answers.file_id,
    answers.transaction_set_number,
    answers.claim_number,
    0 as service_line_number,
    answers.segment_number,
    0 as place,
    case
        when answers.is_reversal then 'Reversal'
        else coalesce(claim_statuses.claim_status_label, 'Answer')
    end as event,
    case
        when answers.is_reversal then 'reversed'
        when answers.denied_amount > 0 then 'denied'
        when answers.paid_amount > 0 then 'paid'
        else 'answered'
    end as milestone,
    null as procedure_code,
    null as group_code,
    null as carc_code,
    null as remark_code,
    answers.paid_amount as amount,
    'Charge ' || answers.charge_amount::varchar || ', paid ' || answers.paid_amount::varchar
    || case
        when answers.denied_amount > 0 then ', denied ' || answers.denied_amount::varchar else ''
    end
    || case when answers.is_reversed then '; later reversed' else '' end as detail,
    answers.remit_date as event_date,
from answers
left join reference.claim_statuses
    on answers.claim_status_code = claim_statuses.claim_status_code
union all
select
    answers.life_number,
    3 as stage_number,
    remitted_lines.payer_name,
    remitted_lines.patient_control_number,
    remitted_lines.file_id,
    remitted_lines.transaction_set_number,
    remitted_lines.claim_number,
    remitted_lines.service_line_number,
    remitted_lines.segment_number,
    0 as place,
    case remitted_lines.verdict
        when 'full' then 'Line denied'
        when 'partial' then 'Line partly denied'
        when 'paid' then 'Line allowed'
        when 'suspect' then 'Line paid nothing, no denial stated'
        when 'not_final' then 'Line not yet decided'
        else 'Line reversed'
    end as event,
    null as milestone,
    remitted_lines.procedure_code,
    remitted_lines.group_code,
    remitted_lines.carc_code,
    null as remark_code,
    remitted_lines.paid_amount as amount,
    concat_ws(
        ' ',
        remitted_lines.procedure_code,
        nullif(array_to_string(remitted_lines.modifier_codes, ' '), '')
    )
    || ' on ' || coalesce(remitted_lines.service_date::varchar, 'an unknown day')
    || ': charge ' || remitted_lines.charge_amount::varchar
    || ', paid ' || remitted_lines.paid_amount::varchar
    || case
        when remitted_lines.denied_amount > 0
            then ', denied ' || remitted_lines.denied_amount::varchar
        else ''
    end
    || case
        when remitted_lines.paid_procedure_code != remitted_lines.procedure_code
            then ', answered as ' || remitted_lines.paid_procedure_code
        else ''
    end as detail,
    remitted_lines.remit_date as event_date,
from marts.remitted_lines
inner join answers
    on
        remitted_lines.file_id = answers.file_id
        and remitted_lines.transaction_set_number = answers.transaction_set_number
        and remitted_lines.claim_number = answers.claim_number
where remitted_lines.service_line_number > 0
union all
select
    answers.life_number,
    3 as stage_number,
    answers.payer_name,
    answers.patient_control_number,
    adjustments.file_id,
    adjustments.transaction_set_number,
    adjustments.claim_number,
    case when adjustments.is_claim_level then 0 else adjustments.service_line_number end
        as service_line_number,
    adjustments.segment_number,
    adjustments.adjustment_number as place,
    case
        when adjustments.is_denial then 'Denial reason'
        when adjustments.is_cost_share then 'Patient share'
        else 'Adjustment'
    end as event,
    null as milestone,
    null as procedure_code,
    adjustments.group_code,
    adjustments.carc_code,
    null as remark_code,
    sum(adjustments.amount)::decimal(12, 2) as amount,
    concat_ws('-', adjustments.group_code, adjustments.carc_code)
    || ' ' || reasons.reason_label
    || case when adjustments.is_claim_level then ' (whole claim)' else '' end as detail,
    answers.remit_date as event_date,
from marts.adjustments
inner join answers
    on
        adjustments.file_id = answers.file_id
        and adjustments.transaction_set_number = answers.transaction_set_number
        and adjustments.claim_number = answers.claim_number
inner join marts.reasons on adjustments.carc_code = reasons.carc_code
group by
    answers.life_number,
    answers.payer_name,
    answers.patient_control_number,
    adjustments.file_id,
    adjustments.transaction_set_number,
    adjustments.claim_number,
    case when adjustments.is_claim_level then 0 else adjustments.service_line_number end,
    adjustments.segment_number,
    adjustments.adjustment_number,
    adjustments.is_denial,
    adjustments.is_cost_share,
    adjustments.group_code,
    adjustments.carc_code,
    reasons.reason_label,
    adjustments.is_claim_level,
    answers.remit_date
union all
select
    answers.life_number,
    3 as stage_number,
    answers.payer_name,
    answers.patient_control_number,
    remarks.file_id,
    remarks.transaction_set_number,
    remarks.claim_number,
    remarks.service_line_number,
    remarks.segment_number,
    100 + remarks.remark_number as place,
    'Remark' as event,
    null as milestone,
    null as procedure_code,
    null as group_code,
    null as carc_code,
    remarks.remark_code,
    null as amount,
    remarks.remark_code || ' ' || remarks.remark_label as detail,
    answers.remit_date as event_date,
from marts.remarks
inner join answers
    on
        remarks.file_id = answers.file_id
        and remarks.transaction_set_number = answers.transaction_set_number
        and remarks.claim_number = answers.claim_number;

comment on column marts.claim_events.life_number is 'The claim (marts.claims).';
comment on column marts.claim_events.stage_number is 'Order on one day: sent, taken or refused, answered.';
comment on column marts.claim_events.payer_name is 'Name the team knows the payer by.';
comment on column marts.claim_events.patient_control_number is 'The practice''s own number of the claim.';
comment on column marts.claim_events.file_id is 'Key of the file.';
comment on column marts.claim_events.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.claim_events.claim_number is 'Which claim of the set, from 1; of an acknowledgment, the segment of the claim it is about.';
comment on column marts.claim_events.service_line_number is 'Which SVC of the claim; 0 is the claim.';
comment on column marts.claim_events.segment_number is 'Segment of the file.';
comment on column marts.claim_events.place is 'Order within the segment.';
comment on column marts.claim_events.event is 'What happened.';
comment on column marts.claim_events.milestone is 'sent, accepted, rejected, noted, paid, denied, answered or reversed; null for what stands under it.';
comment on column marts.claim_events.procedure_code is 'Procedure as billed, on a line.';
comment on column marts.claim_events.group_code is 'Group of the reason.';
comment on column marts.claim_events.carc_code is 'Adjustment reason.';
comment on column marts.claim_events.remark_code is 'Remark (RARC).';
comment on column marts.claim_events.amount is 'US dollars charged, paid or adjusted.';
comment on column marts.claim_events.detail is 'The event in words.';
comment on column marts.claim_events.event_date is 'Day it was sent, acknowledged or answered.';
