-- A claim as one file gives it: sent, acknowledged or answered.
-- grain: one row per claim of a claim file, per unknown claim of an acknowledgment, per answer
-- scope: claim
--
-- Under one control number, services more than 90 days apart are of another claim, and so is another
-- patient: two are taken for different only where neither the start of the last name nor the first
-- letter of the first agrees. Within such a group, marts.linked_claims asks for a sign.
-- One file: who shares a control number can be seen only among all three ways of mention.
-- Most control numbers are used once: only the others have anything to be separated or joined.
with duplicate_refusals as (
    select distinct adjustments.claim_id
    from staging.adjustments
    inner join reference.carc on adjustments.carc_code = carc.carc_code
    inner join reference.categories on carc.category = categories.category
    where categories.standing = 'apart'
),

mentioned as (
    select
        'sent' as mention_kind,
        claim_id,
        set_id,
        file_id,
        transaction_set_number,
        claim_number,
        segment_number,
        payer_key,
        patient_control_number,
        not staging.is_placeholder(patient_control_number) as has_control_number,
        null as payer_number,
        case
            when not staging.is_placeholder(original_reference_number)
                then upper(trim(original_reference_number))
        end as referred_number,
        patient_key,
        service_date,
        submission_date as mention_date,
        charge_amount,
        0 as paid_amount,
        submission_kind = 'original' as may_be_claim_of_its_own,
        false as is_in_reversal,
    from marts.billed_claims
    union all
    select
        'acknowledged' as mention_kind,
        submitted_claim_id as claim_id,
        null as set_id,
        submitted_file_id as file_id,
        min(transaction_set_number) as transaction_set_number,
        null as claim_number,
        submitted_segment_number as segment_number,
        min(payer_key) as payer_key,
        min(patient_control_number) as patient_control_number,
        bool_or(not staging.is_placeholder(patient_control_number)) as has_control_number,
        min(upper(trim(payer_claim_control_number))) filter (
            where not staging.is_placeholder(payer_claim_control_number)
        ) as payer_number,
        null as referred_number,
        min(patient_key) as patient_key,
        min(service_date) as service_date,
        min(status_date) as mention_date,
        coalesce(max(charge_amount), 0) as charge_amount,
        0 as paid_amount,
        false as may_be_claim_of_its_own,
        false as is_in_reversal,
    from marts.submission_statuses
    where not is_billed
    group by submitted_claim_id, submitted_file_id, submitted_segment_number
    union all
    select
        'answered' as mention_kind,
        answers.claim_id,
        answers.set_id,
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
        answers.remit_date as mention_date,
        answers.charge_amount,
        answers.paid_amount,
        answers.standing in ('primary', 'secondary', 'correction')
        and answers.payer_number is not null
        and not coalesce(taken_back.is_in_same_remittance, false)
        and duplicate_refusals.claim_id is null as may_be_claim_of_its_own,
        reversals.claim_id is not null or taken_back.claim_id is not null as is_in_reversal,
    from marts.answers
    left join marts.reversals on answers.claim_id = reversals.claim_id
    left join marts.reversals as taken_back
        on answers.claim_id = taken_back.original_claim_id
    left join duplicate_refusals on answers.claim_id = duplicate_refusals.claim_id
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
        mentioned.*,
        case
            when mentioned.has_control_number
                then coalesce(roots.root_control_number, mentioned.patient_control_number)
            else ''
        end as root_control_number,
    from mentioned
    left join roots on mentioned.patient_control_number = roots.control_number
),

shared_numbers as (
    select root_control_number
    from rooted
    where has_control_number
    group by root_control_number
    having count(*) > 1
),

-- Those that may be linked with another.
repeats as materialized (
    select
        rooted.claim_id,
        rooted.patient_key,
        rooted.service_date,
        shared_numbers.root_control_number,
        row_number() over (
            order by rooted.mention_kind, rooted.file_id, rooted.segment_number, rooted.claim_number
        ) as mention_number,
    from rooted
    left join shared_numbers on rooted.root_control_number = shared_numbers.root_control_number
    where
        shared_numbers.root_control_number is not null
        or rooted.root_control_number = ''
        or rooted.is_in_reversal
),

gaps as (
    select
        *,
        coalesce(
            service_date - lag(service_date) over (
                partition by root_control_number
                order by service_date, mention_number
            ) > 90,
            false
        )::integer as opens_group,
    from repeats
    where root_control_number is not null
),

reused as (
    select
        *,
        sum(opens_group) over (
            partition by root_control_number
            order by service_date, mention_number
            rows between unbounded preceding and current row
        )::integer as reuse_number,
    from gaps
),

patients as (
    select
        *,
        first_value(patient_key) over (
            partition by root_control_number, reuse_number
            order by patient_key is null, service_date, mention_number
        ) as first_patient_key,
    from reused
),

-- Numbered by their first mention, so that the key of the store changes nothing of it.
parted as (
    select
        *,
        case
            when staging.are_different_patients(patient_key, first_patient_key)
                then min(mention_number) over (
                    partition by root_control_number, reuse_number, patient_key
                )
            else 0
        end as patient_number,
    from patients
),

numbered_groups as (
    select
        claim_id,
        min(claim_id) over (
            partition by root_control_number, reuse_number, patient_number
        ) as group_number,
    from parted
)

select
    repeats.mention_number,
    rooted.mention_kind,
    rooted.claim_id,
    rooted.set_id,
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
    rooted.mention_date,
    rooted.charge_amount,
    rooted.paid_amount,
    rooted.may_be_claim_of_its_own,
from rooted
left join repeats on rooted.claim_id = repeats.claim_id
left join numbered_groups on rooted.claim_id = numbered_groups.claim_id;
