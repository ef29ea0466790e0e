-- A control number that names a claim first known by another: a correction, tied by REF F8.
-- grain: one row per payer and control number that goes back to another
-- scope: claim
--
-- A corrected claim (837 frequency 7 or 8, or the answer to it) names the original by the payer's
-- own number, which remittances (CLP07) and acknowledgments (REF 1K) give.
with recursive named_claims as (
    select
        payer_key,
        payer_number,
        referred_number,
        claim_id,
        patient_control_number,
        remit_date as known_date,
        standing = 'reversal' as is_reversal,
    from marts.answers
    where has_control_number
    union all
    select
        payer_key,
        upper(trim(payer_claim_control_number)) as payer_number,
        null as referred_number,
        submitted_claim_id as claim_id,
        patient_control_number,
        status_date as known_date,
        false as is_reversal,
    from marts.submission_statuses
    where payer_name is not null and not staging.is_placeholder(payer_claim_control_number)
),

-- A payer's number tells which claim is meant only where one control number goes by it: some
-- payers write 0 or NA for every claim. A claim that refers to its own number names nothing new.
-- Nor does a reversal that comes under the control number of the correction: it is asked only
-- where nothing else goes by the number.
originals as (
    select
        payer_key,
        payer_number,
        min(patient_control_number) as patient_control_number,
        min(known_date) as first_known_date,
    from (
        select
            *,
            is_reversal and not bool_and(is_reversal) over (
                partition by payer_key, payer_number
            ) as is_named_otherwise,
        from named_claims
        where payer_number is not null and payer_number is distinct from referred_number
    ) as named
    where not is_named_otherwise
    group by payer_key, payer_number
    having count(distinct patient_control_number) = 1
),

corrections as (
    select
        payer_key,
        referred_number,
        claim_id,
        patient_control_number,
        known_date,
    from named_claims
    where referred_number is not null and not is_reversal
    union all
    select
        payer_key,
        upper(trim(original_reference_number)) as referred_number,
        claim_id,
        patient_control_number,
        submission_date as known_date,
    from marts.billed_claims
    where
        original_reference_number is not null
        and submission_kind != 'original'
        and not staging.is_placeholder(patient_control_number)
),

-- Each control number goes to one before it.
links as (
    select
        corrections.payer_key,
        corrections.patient_control_number as control_number,
        originals.patient_control_number as earlier_control_number,
    from corrections
    inner join originals
        on
            corrections.payer_key = originals.payer_key
            and corrections.referred_number = originals.payer_number
    where
        corrections.patient_control_number != originals.patient_control_number
        and corrections.known_date >= originals.first_known_date
    qualify
        row_number() over (
            partition by corrections.payer_key, corrections.patient_control_number
            order by originals.first_known_date, originals.patient_control_number
        ) = 1
),

roots as (
    select
        payer_key,
        control_number,
        earlier_control_number as root_control_number,
        1 as steps,
    from links
    union all
    select
        roots.payer_key,
        roots.control_number,
        links.earlier_control_number,
        roots.steps + 1 as steps,
    from roots
    inner join links
        on
            roots.payer_key = links.payer_key
            and roots.root_control_number = links.control_number
    where roots.steps < 10
)

select
    first_corrections.claim_id,
    roots.payer_key,
    roots.control_number,
    roots.root_control_number,
from roots
inner join (
    select
        payer_key,
        patient_control_number,
        min(claim_id) as claim_id,
    from corrections
    group by payer_key, patient_control_number
) as first_corrections
    on
        roots.payer_key = first_corrections.payer_key
        and roots.control_number = first_corrections.patient_control_number
qualify
    row_number() over (
        partition by roots.payer_key, roots.control_number
        order by roots.steps desc, roots.root_control_number
    ) = 1;
