-- Which submissions, acknowledgments and answers speak of the same claim: its life.
-- grain: one row per claim as a file tells of it: sent, acknowledged or answered
--
-- One life holds what stands under one control number, corrected ones (REF F8) with the first, for
-- services no more than 90 days apart, of all payers; a number used again later is another claim.
-- Two patients under one number at one time are two claims: they are taken for different only where
-- neither the start of the last name nor the first letter of the first agrees.
with told_claims as (
    select
        'sent' as told_by,
        file_id,
        transaction_set_number,
        claim_number,
        segment_number,
        null::integer as chain_number,
        payer_name,
        patient_control_number,
        patient_key,
        service_date,
    from marts.billed_claims
    union all
    select
        'acknowledged' as told_by,
        submitted_file_id as file_id,
        min(transaction_set_number) as transaction_set_number,
        null::integer as claim_number,
        submitted_segment_number as segment_number,
        null::integer as chain_number,
        min(payer_name) as payer_name,
        min(patient_control_number) as patient_control_number,
        min(patient_key) as patient_key,
        min(service_date) as service_date,
    from marts.submission_statuses
    where not is_billed
    group by submitted_file_id, submitted_segment_number
    union all
    select
        'answered' as told_by,
        file_id,
        transaction_set_number,
        claim_number,
        segment_number,
        chain_number,
        payer_name,
        root_control_number as patient_control_number,
        patient_key,
        service_date,
    from marts.remitted_claims
),

-- A correction tied at one payer is the same claim at all payers.
roots as (
    select
        control_number,
        min(root_control_number) as root_control_number,
    from marts.corrected_control_numbers
    group by control_number
),

rooted_claims as (
    select
        told_claims.*,
        -- A claim without a control number is known by its place alone.
        case
            when told_claims.patient_control_number != ''
                then coalesce(roots.root_control_number, told_claims.patient_control_number)
            when told_claims.chain_number is not null
                then 'chain ' || told_claims.chain_number::varchar
            else
                'place ' || told_claims.file_id || ' ' || told_claims.segment_number::varchar
        end as root_control_number,
        told_claims.patient_control_number = '' as is_without_number,
    from told_claims
    left join roots on told_claims.patient_control_number = roots.control_number
),

gaps as (
    select
        *,
        case
            when
                service_date - lag(service_date) over (
                    partition by root_control_number, is_without_number
                    order by service_date, told_by, file_id, segment_number
                ) > 90
                then 1
            else 0
        end as opens_life,
    from rooted_claims
),

counted_gaps as (
    select
        *,
        sum(opens_life) over (
            partition by root_control_number, is_without_number
            order by service_date, told_by, file_id, segment_number
            rows between unbounded preceding and current row
        ) as reuse_number_by_date,
    from gaps
),

-- A chain of answers is never parted, though some of its answers give no date.
dated_lives as (
    select
        *,
        case
            when chain_number is null then reuse_number_by_date
            else min(reuse_number_by_date) over (partition by chain_number)
        end as reuse_number,
        case
            when chain_number is null then patient_key
            else min(patient_key) over (partition by chain_number)
        end as known_patient_key,
    from counted_gaps
),

anchored as (
    select
        *,
        first_value(known_patient_key) over (
            partition by root_control_number, is_without_number, reuse_number
            order by known_patient_key is null, service_date, known_patient_key
        ) as first_patient_key,
    from dated_lives
),

parted as (
    select
        *,
        case
            when
                left(known_patient_key, 3) != left(first_patient_key, 3)
                and right(known_patient_key, 1) != right(first_patient_key, 1)
                then known_patient_key
            else ''
        end as other_patient_key,
    from anchored
)

select
    told_by,
    file_id,
    transaction_set_number,
    claim_number,
    segment_number,
    chain_number,
    dense_rank() over (
        order by root_control_number, is_without_number, reuse_number, other_patient_key
    )::integer as life_number,
    root_control_number,
from parted;

comment on column marts.claim_lives.told_by is 'sent (claim file), acknowledged (277CA alone) or answered (remittance).';
comment on column marts.claim_lives.file_id is 'Key of the file.';
comment on column marts.claim_lives.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.claim_lives.claim_number is 'Which claim of the set, from 1; null in an acknowledgment.';
comment on column marts.claim_lives.segment_number is 'Segment of the file where it opens.';
comment on column marts.claim_lives.chain_number is 'The chain of answers, where answered.';
comment on column marts.claim_lives.life_number is 'The claim: same number, same life.';
comment on column marts.claim_lives.root_control_number is 'Control number the claim was first known by.';
