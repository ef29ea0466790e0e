-- What a clearinghouse or payer said of a sent claim before adjudication: accepted, or rejected.
-- grain: one row per status and claim it is about
-- scope: claim
-- needs: staging.acknowledgment_statuses, marts.set_answers
--
-- A 277CA names claims by their control number (marts.named_submissions), batches by the sender's
-- batch number, providers by their national number; a 999 names sets by group and set number
-- (marts.batch_submissions). Where the claim file is not loaded, a named claim is under its place
-- in the acknowledgment. A category says whether it is a refusal
-- (reference.acknowledgment_categories); for one not listed, the action does (STC03: U, WQ).
-- Of up to three codes of a status, the first refusal counts, else the first.
-- One file: three kinds of statuses, told in the same columns.
with coded_statuses as (
    select
        statuses.*,
        case
            when first_category.standing = 'rejected' then 1
            when second_category.standing = 'rejected' then 2
            when third_category.standing = 'rejected' then 3
            else 1
        end as chosen_number,
        case
            when
                first_category.standing = 'rejected'
                or second_category.standing = 'rejected'
                or third_category.standing = 'rejected'
                then 'rejected'
            when first_category.standing is not null then first_category.standing
            when statuses.action_code = 'U' then 'rejected'
            when statuses.action_code = 'WQ' then 'accepted'
            else 'other'
        end as standing,
    from staging.acknowledgment_statuses as statuses
    left join reference.acknowledgment_categories as first_category
        on statuses.status_category_code = first_category.status_category_code
    left join reference.acknowledgment_categories as second_category
        on statuses.status_category_code_2 = second_category.status_category_code
    left join reference.acknowledgment_categories as third_category
        on statuses.status_category_code_3 = third_category.status_category_code
),

chosen_statuses as materialized (
    select
        statuses.set_id,
        statuses.file_id,
        statuses.transaction_set_number,
        statuses.level_number,
        statuses.tracking_number,
        statuses.service_line_number,
        statuses.segment_number,
        statuses.level_code,
        statuses.standing,
        [
            statuses.status_category_code,
            statuses.status_category_code_2,
            statuses.status_category_code_3,
        ][statuses.chosen_number] as status_category_code,
        [statuses.status_code, statuses.status_code_2, statuses.status_code_3][
            statuses.chosen_number
        ] as status_code,
        [statuses.entity_code, statuses.entity_code_2, statuses.entity_code_3][
            statuses.chosen_number
        ] as entity_code,
        parties.said_by,
        parties.payer_name_as_given,
        parties.patient_key,
        statuses.charge_amount,
        coalesce(parties.acknowledgment_date, statuses.status_date) as status_date,
    from coded_statuses as statuses
    inner join staging.acknowledgment_parties as parties
        on statuses.set_id = parties.set_id and statuses.level_number = parties.level_number
),

-- Said of a provider, a batch, a set or a group.
statuses_of_sets as (
    select
        set_id,
        file_id,
        transaction_set_number,
        segment_number,
        '277CA' as source,
        case when level_code = '19' then 'provider' else 'batch' end as level,
        said_by,
        standing,
        status_category_code,
        status_code,
        entity_code,
        null as message,
        status_date,
    from chosen_statuses
    where level_code in ('19', '21')
    union all
    select
        set_id,
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
        acknowledgment_date as status_date,
    from marts.set_answers
)

select
    coalesce(named_submissions.submitted_claim_id, acknowledged_claims.claim_id)
        as submitted_claim_id,
    coalesce(named_submissions.submitted_file_id, statuses.file_id) as submitted_file_id,
    coalesce(named_submissions.submitted_segment_number, acknowledged_claims.segment_number)
        as submitted_segment_number,
    statuses.file_id,
    statuses.transaction_set_number,
    statuses.segment_number,
    '277CA' as source,
    case when statuses.service_line_number = 0 then 'claim' else 'line' end as level,
    statuses.said_by,
    statuses.standing,
    statuses.status_category_code,
    statuses.status_code,
    statuses.entity_code,
    null as message,
    coalesce(acknowledged_claims.patient_control_number, '') as patient_control_number,
    acknowledged_claims.payer_claim_control_number,
    statuses.patient_key,
    coalesce(named_submissions.payer_name, payers.payer_name) as payer_name,
    coalesce(named_submissions.payer_key, payers.payer_key) as payer_key,
    statuses.charge_amount,
    named_submissions.claim_id is not null as is_billed,
    acknowledged_claims.service_date,
    statuses.status_date,
from chosen_statuses as statuses
inner join staging.acknowledged_claims
    on
        statuses.set_id = acknowledged_claims.set_id
        and statuses.level_number = acknowledged_claims.level_number
        and statuses.tracking_number = acknowledged_claims.tracking_number
left join marts.payers on statuses.payer_name_as_given = payers.payer_name_as_given
left join marts.named_submissions on acknowledged_claims.claim_id = named_submissions.claim_id
union all
select
    batch_submissions.submitted_claim_id,
    billed_claims.file_id as submitted_file_id,
    billed_claims.segment_number as submitted_segment_number,
    statuses.file_id,
    statuses.transaction_set_number,
    statuses.segment_number,
    statuses.source,
    statuses.level,
    statuses.said_by,
    statuses.standing,
    statuses.status_category_code,
    statuses.status_code,
    statuses.entity_code,
    statuses.message,
    billed_claims.patient_control_number,
    null as payer_claim_control_number,
    billed_claims.patient_key,
    billed_claims.payer_name,
    billed_claims.payer_key,
    billed_claims.charge_amount,
    true as is_billed,
    billed_claims.service_date,
    statuses.status_date,
from statuses_of_sets as statuses
inner join marts.batch_submissions
    on
        statuses.set_id = batch_submissions.set_id
        and statuses.segment_number = batch_submissions.segment_number
inner join marts.billed_claims
    on batch_submissions.submitted_claim_id = billed_claims.claim_id;
