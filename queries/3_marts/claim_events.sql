-- Something that happened to a claim: an answer, a line's answer, an adjustment, a remark.
-- grain: one row per event; each is one segment of a file
with answers as (
    select
        chain_number,
        payer_name,
        patient_control_number,
        file_id,
        transaction_set_number,
        claim_number,
        answer_number,
        segment_number,
        claim_status_code,
        charge_amount,
        paid_amount,
        is_reversal,
        is_reversed,
        remit_date,
    from marts.remitted_claims
)

select
    answers.chain_number,
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
    null as procedure_code,
    null as group_code,
    null as carc_code,
    null as remark_code,
    answers.paid_amount as amount,
    'Charge ' || answers.charge_amount::varchar || ', paid ' || answers.paid_amount::varchar
    || case when answers.is_reversed then '; later reversed' else '' end as detail,
    answers.remit_date as event_date,
from answers
left join reference.claim_statuses
    on answers.claim_status_code = claim_statuses.claim_status_code
union all
select
    remitted_lines.chain_number,
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
where remitted_lines.service_line_number > 0
union all
select
    answers.chain_number,
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
    answers.chain_number,
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
    answers.chain_number,
    answers.payer_name,
    answers.patient_control_number,
    remarks.file_id,
    remarks.transaction_set_number,
    remarks.claim_number,
    remarks.service_line_number,
    remarks.segment_number,
    100 + remarks.remark_number as place,
    'Remark' as event,
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

comment on column marts.claim_events.chain_number is 'The chain of answers to one claim.';
comment on column marts.claim_events.payer_name is 'Name the team knows the payer by.';
comment on column marts.claim_events.patient_control_number is 'The practice''s own number of the claim.';
comment on column marts.claim_events.file_id is 'Key of the file.';
comment on column marts.claim_events.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.claim_events.claim_number is 'Which CLP of the set, from 1.';
comment on column marts.claim_events.service_line_number is 'Which SVC of the claim; 0 is the claim.';
comment on column marts.claim_events.segment_number is 'Segment of the file.';
comment on column marts.claim_events.place is 'Order within the segment.';
comment on column marts.claim_events.event is 'What happened.';
comment on column marts.claim_events.procedure_code is 'Procedure as billed, on a line.';
comment on column marts.claim_events.group_code is 'Group of the reason.';
comment on column marts.claim_events.carc_code is 'Adjustment reason.';
comment on column marts.claim_events.remark_code is 'Remark (RARC).';
comment on column marts.claim_events.amount is 'US dollars paid, or adjusted.';
comment on column marts.claim_events.detail is 'The event in words.';
comment on column marts.claim_events.event_date is 'Day of the answer.';
