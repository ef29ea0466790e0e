-- A claim as one file tells of it: sent, acknowledged or answered.
-- grain: one row per claim of a claim file, per unknown claim of an acknowledgment, per answer
-- scope: claim
--
-- Under one control number, services more than 90 days apart are of another claim, and so is another
-- patient: two are taken for different only where neither the start of the last name nor the first
-- letter of the first agrees. Within such a group, marts.claim_lives asks for a sign.
-- One file: who shares a control number can be seen only among all three ways of telling.
with payer_keys as (
    select distinct
        payer_name,
        payer_key,
    from marts.payers
),

-- A refusal as a duplicate is said of an answer, and is no claim of its own.
duplicate_refusals as (
    select
        adjustments.file_id,
        adjustments.transaction_set_number,
        adjustments.claim_number,
    from staging.adjustments
    inner join reference.carc on adjustments.carc_code = carc.carc_code
    inner join reference.categories on carc.category = categories.category
    where categories.standing = 'apart'
    group by
        adjustments.file_id,
        adjustments.transaction_set_number,
        adjustments.claim_number
),

told as (
    select
        'sent' as told_by,
        billed_claims.claim_id,
        billed_claims.file_id,
        billed_claims.transaction_set_number,
        billed_claims.claim_number,
        billed_claims.segment_number,
        payer_keys.payer_key,
        billed_claims.patient_control_number,
        not staging.is_placeholder(billed_claims.patient_control_number) as has_control_number,
        null as payer_number,
        case
            when not staging.is_placeholder(billed_claims.original_reference_number)
                then upper(trim(billed_claims.original_reference_number))
        end as referred_number,
        billed_claims.patient_key,
        billed_claims.service_date,
        billed_claims.submission_date as told_date,
        billed_claims.charge_amount,
        0 as paid_amount,
        billed_claims.submission_kind = 'original' as may_be_claim_of_its_own,
    from marts.billed_claims
    inner join payer_keys on billed_claims.payer_name = payer_keys.payer_name
    union all
    select
        'acknowledged' as told_by,
        min(submission_statuses.submitted_claim_id) as claim_id,
        submission_statuses.submitted_file_id as file_id,
        min(submission_statuses.transaction_set_number) as transaction_set_number,
        null::integer as claim_number,
        submission_statuses.submitted_segment_number as segment_number,
        min(payer_keys.payer_key) as payer_key,
        min(submission_statuses.patient_control_number) as patient_control_number,
        bool_or(not staging.is_placeholder(submission_statuses.patient_control_number))
            as has_control_number,
        min(upper(trim(submission_statuses.payer_claim_control_number))) filter (
            where not staging.is_placeholder(submission_statuses.payer_claim_control_number)
        ) as payer_number,
        null as referred_number,
        min(submission_statuses.patient_key) as patient_key,
        min(submission_statuses.service_date) as service_date,
        min(submission_statuses.status_date) as told_date,
        coalesce(max(submission_statuses.charge_amount), 0) as charge_amount,
        0 as paid_amount,
        false as may_be_claim_of_its_own,
    from marts.submission_statuses
    left join payer_keys on submission_statuses.payer_name = payer_keys.payer_name
    where not submission_statuses.is_billed
    group by
        submission_statuses.submitted_file_id,
        submission_statuses.submitted_segment_number
    union all
    select
        'answered' as told_by,
        answers.claim_id,
        answers.file_id,
        answers.transaction_set_number,
        answers.claim_number,
        answers.segment_number,
        answers.payer_key,
        answers.patient_control_number,
        answers.has_control_number,
        answers.payer_number,
        answers.referred_number,
        answers.patient_key,
        coalesce(reversals.original_service_date, answers.service_date) as service_date,
        answers.remit_date as told_date,
        answers.charge_amount,
        answers.paid_amount,
        answers.standing in ('primary', 'secondary', 'correction')
        and answers.payer_number is not null
        and not coalesce(taken_back.is_in_same_remittance, false)
        and duplicate_refusals.claim_number is null as may_be_claim_of_its_own,
    from marts.answers
    left join marts.reversals
        on
            answers.file_id = reversals.file_id
            and answers.transaction_set_number = reversals.transaction_set_number
            and answers.claim_number = reversals.claim_number
    left join marts.reversals as taken_back
        on
            answers.file_id = taken_back.original_file_id
            and answers.transaction_set_number = taken_back.original_transaction_set_number
            and answers.claim_number = taken_back.original_claim_number
    left join duplicate_refusals
        on
            answers.file_id = duplicate_refusals.file_id
            and answers.transaction_set_number = duplicate_refusals.transaction_set_number
            and answers.claim_number = duplicate_refusals.claim_number
),

-- A correction tied at one payer is the same claim at all payers.
roots as (
    select
        control_number,
        min(root_control_number) as root_control_number,
    from marts.corrected_control_numbers
    group by control_number
),

rooted as materialized (
    select
        told.*,
        case
            when told.has_control_number
                then coalesce(roots.root_control_number, told.patient_control_number)
            else ''
        end as root_control_number,
        row_number() over (
            order by told.told_by, told.file_id, told.segment_number, told.claim_number
        ) as telling_number,
    from told
    left join roots on told.patient_control_number = roots.control_number
),

-- Most control numbers are told of once: only the others have anything to be parted or joined.
shared_numbers as (
    select root_control_number
    from rooted
    where has_control_number
    group by root_control_number
    having count(*) > 1
),

gaps as (
    select
        rooted.claim_id,
        rooted.telling_number,
        rooted.root_control_number,
        rooted.patient_key,
        rooted.service_date,
        coalesce(
            rooted.service_date - lag(rooted.service_date) over (
                partition by rooted.root_control_number
                order by rooted.service_date, rooted.telling_number
            ) > 90,
            false
        )::integer as opens_group,
    from rooted
    inner join shared_numbers on rooted.root_control_number = shared_numbers.root_control_number
),

reused as (
    select
        *,
        sum(opens_group) over (
            partition by root_control_number
            order by service_date, telling_number
            rows between unbounded preceding and current row
        )::integer as reuse_number,
    from gaps
),

patients as (
    select
        *,
        first_value(patient_key) over (
            partition by root_control_number, reuse_number
            order by patient_key is null, service_date, telling_number
        ) as first_patient_key,
    from reused
),

-- Numbered by their first telling, so that the key of the store changes nothing of it.
parted as (
    select
        *,
        case
            when staging.are_different_patients(patient_key, first_patient_key)
                then min(telling_number) over (
                    partition by root_control_number, reuse_number, patient_key
                )
            else 0
        end as patient_number,
    from patients
),

numbered_groups as (
    select
        telling_number,
        min(claim_id) over (
            partition by root_control_number, reuse_number, patient_number
        ) as group_number,
    from parted
)

select
    rooted.telling_number,
    rooted.told_by,
    rooted.claim_id,
    rooted.file_id,
    rooted.transaction_set_number,
    rooted.claim_number,
    rooted.segment_number,
    rooted.payer_key,
    rooted.patient_control_number,
    rooted.root_control_number,
    rooted.payer_number,
    rooted.referred_number,
    numbered_groups.group_number,
    rooted.service_date,
    rooted.told_date,
    rooted.charge_amount,
    rooted.paid_amount,
    rooted.may_be_claim_of_its_own,
from rooted
left join numbered_groups on rooted.telling_number = numbered_groups.telling_number;

comment on column marts.told_claims.claim_id is 'Key of the claim as this file tells of it.';
comment on column marts.told_claims.telling_number is 'Key of the row within this snapshot.';
comment on column marts.told_claims.told_by is 'sent, acknowledged or answered.';
comment on column marts.told_claims.file_id is 'Key of the file.';
comment on column marts.told_claims.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.told_claims.claim_number is 'Which claim of the set; null where an acknowledgment tells.';
comment on column marts.told_claims.segment_number is 'Segment of the file where it opens.';
comment on column marts.told_claims.payer_key is 'The same for payers of one payer id.';
comment on column marts.told_claims.patient_control_number is 'The practice''s own number of the claim.';
comment on column marts.told_claims.root_control_number is 'Control number the claim was first known by; empty where none is given.';
comment on column marts.told_claims.payer_number is 'The payer''s number of the claim.';
comment on column marts.told_claims.referred_number is 'The payer''s number of the claim it corrects.';
comment on column marts.told_claims.group_number is 'Who shares a control number, a patient and a time; null for one alone.';
comment on column marts.told_claims.service_date is 'First day of service; of a reversal, that of what it takes back.';
comment on column marts.told_claims.told_date is 'Day it was sent, acknowledged or answered.';
comment on column marts.told_claims.charge_amount is 'US dollars charged.';
comment on column marts.told_claims.paid_amount is 'US dollars paid.';
comment on column marts.told_claims.may_be_claim_of_its_own is 'Two such in one file set with other numbers of the payer are two claims.';
