-- What a clearinghouse or payer said of a sent claim before adjudication: taken, or refused.
-- grain: one row per status and claim it speaks of
-- scope: claim
--
-- A 277CA names claims by their control number, batches by the sender's batch number, providers by
-- their national number; a 999 names sets by group and set number. A status belongs to the latest
-- claim so named that was sent by then. Where the claim file is not loaded, a named claim stands
-- under its place in the acknowledgment. A category says whether it is a refusal
-- (reference.acknowledgment_categories); for one not listed, the action does (STC03: U, WQ).
with named_claims as (
    select
        acknowledged_claims.file_id,
        acknowledged_claims.transaction_set_number,
        acknowledged_claims.level_number,
        acknowledged_claims.tracking_number,
        acknowledged_claims.segment_number,
        acknowledged_claims.claim_id,
        coalesce(acknowledged_claims.patient_control_number, '') as patient_control_number,
        acknowledged_claims.payer_claim_control_number,
        acknowledged_claims.clearinghouse_trace_number,
        acknowledged_claims.service_date,
        acknowledgments.acknowledgment_date,
        receivers.batch_number,
        patients.patient_key,
        payers.payer_name,
        case sources.entity_code
            when 'PR' then 'payer' when 'AY' then 'clearinghouse'
            else 'receiver'
        end as said_by,
    from staging.acknowledged_claims
    inner join staging.acknowledgments
        on
            acknowledged_claims.file_id = acknowledgments.file_id
            and acknowledged_claims.transaction_set_number = acknowledgments.transaction_set_number
    left join staging.acknowledgment_levels as patients
        on
            acknowledged_claims.file_id = patients.file_id
            and acknowledged_claims.transaction_set_number = patients.transaction_set_number
            and acknowledged_claims.level_number = patients.level_number
    left join staging.acknowledgment_levels as receivers
        on
            patients.file_id = receivers.file_id
            and patients.transaction_set_number = receivers.transaction_set_number
            and patients.receiver_level_number = receivers.level_number
    left join staging.acknowledgment_levels as sources
        on
            patients.file_id = sources.file_id
            and patients.transaction_set_number = sources.transaction_set_number
            and patients.source_level_number = sources.level_number
    left join marts.payers
        on
            case
                when
                    sources.entity_code = 'PR'
                    then coalesce(sources.entity_name, sources.entity_id)
            end = payers.payer_name_as_given
),

meant_claims as (
    select
        named_claims.file_id,
        named_claims.transaction_set_number,
        named_claims.level_number,
        named_claims.tracking_number,
        billed_claims.claim_id as submitted_claim_id,
        billed_claims.file_id as submitted_file_id,
        billed_claims.segment_number as submitted_segment_number,
        billed_claims.payer_name,
    from named_claims
    inner join marts.billed_claims
        on
            named_claims.patient_control_number = billed_claims.patient_control_number
            and coalesce(named_claims.acknowledgment_date >= billed_claims.submission_date, true)
            and coalesce(
                abs(date_diff('day', billed_claims.service_date, named_claims.service_date)) <= 90,
                true
            )
    where named_claims.patient_control_number != ''
    qualify
        row_number() over (
            partition by
                named_claims.file_id,
                named_claims.transaction_set_number,
                named_claims.level_number,
                named_claims.tracking_number
            order by
                coalesce(named_claims.batch_number = billed_claims.batch_number, false) desc,
                coalesce(
                    named_claims.clearinghouse_trace_number
                    = billed_claims.clearinghouse_trace_number,
                    false
                ) desc,
                coalesce(named_claims.payer_name = billed_claims.payer_name, false) desc,
                coalesce(named_claims.service_date = billed_claims.service_date, false) desc,
                billed_claims.submission_date desc nulls last,
                billed_claims.batch_number desc,
                billed_claims.file_id,
                billed_claims.segment_number
        ) = 1
),

claim_statuses as (
    select
        statuses.file_id,
        statuses.transaction_set_number,
        statuses.segment_number,
        coalesce(meant_claims.submitted_claim_id, named_claims.claim_id) as submitted_claim_id,
        coalesce(meant_claims.submitted_file_id, statuses.file_id) as submitted_file_id,
        coalesce(meant_claims.submitted_segment_number, named_claims.segment_number)
            as submitted_segment_number,
        meant_claims.submitted_file_id is not null as is_billed,
        case when statuses.service_line_number = 0 then 'claim' else 'line' end as level,
        named_claims.patient_control_number,
        named_claims.payer_claim_control_number,
        named_claims.patient_key,
        coalesce(meant_claims.payer_name, named_claims.payer_name) as payer_name,
        named_claims.said_by,
        named_claims.service_date,
        coalesce(named_claims.acknowledgment_date, statuses.status_date) as status_date,
        statuses.status_category_code,
        statuses.status_code,
        statuses.entity_code,
        statuses.status_category_code_2,
        statuses.status_code_2,
        statuses.entity_code_2,
        statuses.status_category_code_3,
        statuses.status_code_3,
        statuses.entity_code_3,
        statuses.action_code,
        null::varchar as message,
        statuses.charge_amount,
    from staging.acknowledgment_statuses as statuses
    inner join named_claims
        on
            statuses.file_id = named_claims.file_id
            and statuses.transaction_set_number = named_claims.transaction_set_number
            and statuses.level_number = named_claims.level_number
            and statuses.tracking_number = named_claims.tracking_number
    left join meant_claims
        on
            statuses.file_id = meant_claims.file_id
            and statuses.transaction_set_number = meant_claims.transaction_set_number
            and statuses.level_number = meant_claims.level_number
            and statuses.tracking_number = meant_claims.tracking_number
),

-- A status above the claims speaks of every claim of its batch that has none of its own there.
batch_statuses as (
    select
        statuses.file_id,
        statuses.transaction_set_number,
        statuses.segment_number,
        billed_claims.claim_id as submitted_claim_id,
        billed_claims.file_id as submitted_file_id,
        billed_claims.segment_number as submitted_segment_number,
        true as is_billed,
        case when statuses.level_code = '19' then 'provider' else 'batch' end as level,
        billed_claims.patient_control_number,
        null as payer_claim_control_number,
        billed_claims.patient_key,
        billed_claims.payer_name,
        case sources.entity_code
            when 'PR' then 'payer' when 'AY' then 'clearinghouse'
            else 'receiver'
        end as said_by,
        billed_claims.service_date,
        coalesce(acknowledgments.acknowledgment_date, statuses.status_date) as status_date,
        statuses.status_category_code,
        statuses.status_code,
        statuses.entity_code,
        statuses.status_category_code_2,
        statuses.status_code_2,
        statuses.entity_code_2,
        statuses.status_category_code_3,
        statuses.status_code_3,
        statuses.entity_code_3,
        statuses.action_code,
        null::varchar as message,
        billed_claims.charge_amount,
    from staging.acknowledgment_statuses as statuses
    inner join staging.acknowledgments
        on
            statuses.file_id = acknowledgments.file_id
            and statuses.transaction_set_number = acknowledgments.transaction_set_number
    inner join staging.acknowledgment_levels as levels
        on
            statuses.file_id = levels.file_id
            and statuses.transaction_set_number = levels.transaction_set_number
            and statuses.level_number = levels.level_number
    left join staging.acknowledgment_levels as sources
        on
            levels.file_id = sources.file_id
            and levels.transaction_set_number = sources.transaction_set_number
            and levels.source_level_number = sources.level_number
    inner join marts.answered_sets
        on
            statuses.set_id = answered_sets.set_id
            and statuses.segment_number = answered_sets.segment_number
    inner join marts.billed_claims
        on
            answered_sets.submitted_set_id = billed_claims.set_id
            and (
                statuses.level_code = '21'
                or levels.entity_id = billed_claims.billing_provider_npi
            )
    left join meant_claims
        on
            statuses.file_id = meant_claims.file_id
            and statuses.transaction_set_number = meant_claims.transaction_set_number
            and billed_claims.file_id = meant_claims.submitted_file_id
            and billed_claims.segment_number = meant_claims.submitted_segment_number
    where statuses.level_code in ('19', '21') and meant_claims.file_id is null
),

set_error_lists as (
    select
        file_id,
        transaction_set_number,
        response_number,
        array_to_string(
            list(
                concat_ws(
                    ' ',
                    wrong_segment_id,
                    'at segment',
                    wrong_segment_number::varchar,
                    'error',
                    coalesce(element_error_code, segment_error_code)
                )
                order by error_number
            )[1:5],
            '; '
        ) as message,
    from staging.set_errors
    group by file_id, transaction_set_number, response_number
),

-- A group refused as a whole need not name its sets.
set_answers as (
    select
        acknowledged_groups.set_id,
        acknowledged_groups.file_id,
        acknowledged_groups.transaction_set_number,
        coalesce(acknowledged_sets.segment_number, acknowledged_groups.segment_number)
            as segment_number,
        coalesce(acknowledged_sets.answer_code, acknowledged_groups.group_answer_code)
            as answer_code,
        coalesce(acknowledged_sets.error_code_1, acknowledged_groups.error_code_1) as error_code,
        acknowledged_groups.acknowledgment_date,
        set_error_lists.message,
    from staging.acknowledged_groups
    left join staging.acknowledged_sets
        on
            acknowledged_groups.file_id = acknowledged_sets.file_id
            and acknowledged_groups.transaction_set_number
            = acknowledged_sets.transaction_set_number
    left join set_error_lists
        on
            acknowledged_sets.file_id = set_error_lists.file_id
            and acknowledged_sets.transaction_set_number = set_error_lists.transaction_set_number
            and acknowledged_sets.response_number = set_error_lists.response_number
),

set_statuses as (
    select
        set_answers.file_id,
        set_answers.transaction_set_number,
        set_answers.segment_number,
        billed_claims.claim_id as submitted_claim_id,
        billed_claims.file_id as submitted_file_id,
        billed_claims.segment_number as submitted_segment_number,
        billed_claims.patient_control_number,
        billed_claims.patient_key,
        billed_claims.payer_name,
        billed_claims.service_date,
        set_answers.acknowledgment_date as status_date,
        set_answers.answer_code,
        set_answers.error_code,
        set_answers.message,
        billed_claims.charge_amount,
    from set_answers
    inner join marts.answered_sets
        on
            set_answers.set_id = answered_sets.set_id
            and set_answers.segment_number = answered_sets.segment_number
    inner join marts.billed_claims on answered_sets.submitted_set_id = billed_claims.set_id
    where set_answers.answer_code is not null
),

all_statuses as (
    select
        *,
        '277CA' as source,
    from claim_statuses
    union all
    select
        *,
        '277CA' as source,
    from batch_statuses
),

chosen_codes as (
    select
        all_statuses.*,
        first_category.standing as standing_1,
        case
            when first_category.standing = 'rejected' then 1
            when second_category.standing = 'rejected' then 2
            when third_category.standing = 'rejected' then 3
            else 1
        end as chosen_number,
        coalesce(
            first_category.standing = 'rejected'
            or second_category.standing = 'rejected'
            or third_category.standing = 'rejected',
            false
        ) as has_refusal,
    from all_statuses
    left join reference.acknowledgment_categories as first_category
        on all_statuses.status_category_code = first_category.status_category_code
    left join reference.acknowledgment_categories as second_category
        on all_statuses.status_category_code_2 = second_category.status_category_code
    left join reference.acknowledgment_categories as third_category
        on all_statuses.status_category_code_3 = third_category.status_category_code
)

select
    submitted_claim_id,
    submitted_file_id,
    submitted_segment_number,
    file_id,
    transaction_set_number,
    segment_number,
    source,
    level,
    said_by,
    case
        when has_refusal then 'rejected'
        when standing_1 is not null then standing_1
        when action_code = 'U' then 'rejected'
        when action_code = 'WQ' then 'accepted'
        else 'other'
    end as standing,
    case chosen_number
        when 1 then status_category_code
        when 2 then status_category_code_2
        else status_category_code_3
    end as status_category_code,
    case chosen_number when 1 then status_code when 2 then status_code_2 else status_code_3 end
        as status_code,
    case chosen_number when 1 then entity_code when 2 then entity_code_2 else entity_code_3 end
        as entity_code,
    message,
    patient_control_number,
    payer_claim_control_number,
    patient_key,
    payer_name,
    charge_amount,
    is_billed,
    service_date,
    status_date,
from chosen_codes
union all
select
    submitted_claim_id,
    submitted_file_id,
    submitted_segment_number,
    file_id,
    transaction_set_number,
    segment_number,
    '999' as source,
    'set' as level,
    'receiver' as said_by,
    -- A 999 that takes a set says only that it can be read: nothing yet of its claims.
    case when answer_code in ('A', 'E', 'P') then 'other' else 'rejected' end as standing,
    '999' as status_category_code,
    case when answer_code in ('A', 'E', 'P') then null else error_code end as status_code,
    null as entity_code,
    message,
    patient_control_number,
    null as payer_claim_control_number,
    patient_key,
    payer_name,
    charge_amount,
    true as is_billed,
    service_date,
    status_date,
from set_statuses;

comment on column marts.submission_statuses.submitted_claim_id is 'Key of the claim it speaks of.';
comment on column marts.submission_statuses.submitted_file_id is 'Key of the file that sent the claim, else of the acknowledgment.';
comment on column marts.submission_statuses.submitted_segment_number is 'Segment where the claim opens there.';
comment on column marts.submission_statuses.file_id is 'Key of the acknowledgment''s file.';
comment on column marts.submission_statuses.transaction_set_number is 'Which transaction set of that file.';
comment on column marts.submission_statuses.segment_number is 'Segment of that file.';
comment on column marts.submission_statuses.source is '277CA or 999.';
comment on column marts.submission_statuses.level is 'What it speaks of: claim, line, provider, batch or set.';
comment on column marts.submission_statuses.said_by is 'payer, clearinghouse, or receiver where neither is named.';
comment on column marts.submission_statuses.standing is 'accepted, rejected or other.';
comment on column marts.submission_statuses.status_category_code is 'What became of it (STC01-1); 999 for a refused set.';
comment on column marts.submission_statuses.status_code is 'Why (STC01-2; 999: IK502).';
comment on column marts.submission_statuses.entity_code is 'Which party is meant (STC01-3).';
comment on column marts.submission_statuses.message is 'The errors found (999); the free text of a 277CA is not kept.';
comment on column marts.submission_statuses.patient_control_number is 'The practice''s own number of the claim.';
comment on column marts.submission_statuses.payer_claim_control_number is 'The payer''s number of the claim (REF 1K).';
comment on column marts.submission_statuses.patient_key is 'PHI. Keyed hashes of parts of the patient''s name, to tell apart who shares a control number.';
comment on column marts.submission_statuses.payer_name is 'Payer to whom the claim was billed, else who said it.';
comment on column marts.submission_statuses.charge_amount is 'US dollars charged.';
comment on column marts.submission_statuses.is_billed is 'The claim''s own file is loaded.';
comment on column marts.submission_statuses.service_date is 'First day of service.';
comment on column marts.submission_statuses.status_date is 'Day it was said.';
