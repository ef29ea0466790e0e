-- What payers answered to these linked claims: claims, lines, reasons, remarks, in words.
--
-- One row per segment of an answer: a claim, a line, a group and reason (CAS), a remark. One macro, as
-- all of it hangs on the same few answers.
create or replace macro review.events_of_answers(linked_claim_ids) as table (
    with linked as (
        select unnest(linked_claim_ids) as linked_claim_id
    ),

    claims_answered as (
        select
            linked_claims.linked_claim_id,
            remitted_claims.claim_id,
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
            remitted_claims.remit_date,
        from marts.remitted_claims
        inner join marts.linked_claims on remitted_claims.claim_id = linked_claims.claim_id
        where linked_claims.linked_claim_id in (select linked.linked_claim_id from linked)
    ),

    lines_answered as (
        select
            claims_answered.linked_claim_id,
            remitted_lines.*,
        from marts.remitted_lines
        inner join claims_answered on remitted_lines.claim_id = claims_answered.claim_id
    ),

    denied_sums as (
        select
            claim_id,
            sum(denied_amount) as denied_amount,
        from lines_answered
        where is_denied
        group by claim_id
    ),

    answers as (
        select
            claims_answered.*,
            coalesce(denied_sums.denied_amount, 0) as denied_amount,
        from claims_answered
        left join denied_sums on claims_answered.claim_id = denied_sums.claim_id
    )

    select
        answers.linked_claim_id,
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
        'Charge ' || answers.charge_amount::varchar
        || ', paid ' || answers.paid_amount::varchar
        || case
            when answers.denied_amount > 0
                then ', denied ' || answers.denied_amount::varchar
            else ''
        end
        || case when answers.is_reversed then '; later reversed' else '' end as detail,
        answers.remit_date as event_date,
    from answers
    left join reference.claim_statuses
        on answers.claim_status_code = claim_statuses.claim_status_code
    union all
    select
        linked_claim_id,
        3 as stage_number,
        payer_name,
        patient_control_number,
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        0 as place,
        case verdict
            when 'full' then 'Line denied'
            when 'partial' then 'Line partly denied'
            when 'paid' then 'Line allowed'
            when 'suspect' then 'Line paid nothing, no denial stated'
            when 'not_final' then 'Line not yet decided'
            else 'Line reversed'
        end as event,
        null as milestone,
        procedure_code,
        group_code,
        carc_code,
        null as remark_code,
        paid_amount as amount,
        concat_ws(
            ' ',
            procedure_code,
            nullif(array_to_string(modifier_codes, ' '), '')
        )
        || ' on ' || coalesce(strftime(service_date, '%b %-d, %Y'), 'an unknown day')
        || ': charge ' || charge_amount::varchar
        || ', paid ' || paid_amount::varchar
        || case
            when denied_amount > 0
                then ', denied ' || denied_amount::varchar
            else ''
        end
        || case
            when paid_procedure_code != procedure_code
                then ', answered as ' || paid_procedure_code
            else ''
        end as detail,
        remit_date as event_date,
    from lines_answered
    where service_line_number > 0
    union all
    select
        claims_answered.linked_claim_id,
        3 as stage_number,
        claims_answered.payer_name,
        claims_answered.patient_control_number,
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
        concat_ws('-', nullif(adjustments.group_code, ''), adjustments.carc_code)
        || ' ' || reasons.reason_label
        || case when adjustments.is_claim_level then ' (whole claim)' else '' end as detail,
        claims_answered.remit_date as event_date,
    from marts.adjustments
    inner join claims_answered on adjustments.claim_id = claims_answered.claim_id
    inner join marts.reasons on adjustments.carc_code = reasons.carc_code
    group by
        claims_answered.linked_claim_id,
        claims_answered.payer_name,
        claims_answered.patient_control_number,
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
        claims_answered.remit_date
    union all
    select
        claims_answered.linked_claim_id,
        3 as stage_number,
        claims_answered.payer_name,
        claims_answered.patient_control_number,
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
        claims_answered.remit_date as event_date,
    from marts.remarks
    inner join claims_answered on remarks.claim_id = claims_answered.claim_id
);
