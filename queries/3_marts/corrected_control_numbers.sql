-- A control number that names a claim first known by another: a correction, tied by REF F8.
-- grain: one row per payer and control number that goes back to another
--
-- A corrected claim (837 frequency 7 or 8, or the answer to it) names the original by the payer's
-- own number, which remittances (CLP07) and acknowledgments (REF 1K) give.
with recursive named_claims as (
    select
        remittances.payer_name,
        remitted_claims.payer_claim_control_number,
        remitted_claims.original_reference_number,
        coalesce(remitted_claims.patient_control_number, '') as patient_control_number,
        remittances.remit_date as known_date,
        coalesce(claim_statuses.standing = 'reversal', false) as is_reversal,
    from staging.remitted_claims
    inner join marts.remittances
        on
            remitted_claims.file_id = remittances.file_id
            and remitted_claims.transaction_set_number = remittances.transaction_set_number
    left join reference.claim_statuses
        on remitted_claims.claim_status_code = claim_statuses.claim_status_code
    union all
    select
        payer_name,
        payer_claim_control_number,
        null as original_reference_number,
        patient_control_number,
        status_date as known_date,
        false as is_reversal,
    from marts.submission_statuses
    where payer_claim_control_number is not null and payer_name is not null
),

-- A payer's number tells which claim is meant only where one control number goes by it: some
-- payers write 0 or NA for every claim. A claim that refers to its own number names nothing new.
originals as (
    select
        payer_name,
        payer_claim_control_number,
        min(patient_control_number) as patient_control_number,
        min(known_date) as first_known_date,
    from named_claims
    where
        payer_claim_control_number is not null
        and payer_claim_control_number is distinct from original_reference_number
    group by payer_name, payer_claim_control_number
    having count(distinct patient_control_number) = 1
),

corrections as (
    select
        payer_name,
        original_reference_number,
        patient_control_number,
        known_date,
    from named_claims
    where original_reference_number is not null and not is_reversal
    union all
    select
        payer_name,
        original_reference_number,
        patient_control_number,
        submission_date as known_date,
    from marts.billed_claims
    where original_reference_number is not null and submission_kind != 'original'
),

-- Each control number goes to one before it.
links as (
    select
        corrections.payer_name,
        corrections.patient_control_number as control_number,
        originals.patient_control_number as earlier_control_number,
    from corrections
    inner join originals
        on
            corrections.payer_name = originals.payer_name
            and corrections.original_reference_number = originals.payer_claim_control_number
    where
        corrections.patient_control_number != originals.patient_control_number
        and corrections.known_date >= originals.first_known_date
    qualify
        row_number() over (
            partition by corrections.payer_name, corrections.patient_control_number
            order by originals.first_known_date, originals.patient_control_number
        ) = 1
),

roots as (
    select
        payer_name,
        control_number,
        earlier_control_number as root_control_number,
        1 as steps,
    from links
    union all
    select
        roots.payer_name,
        roots.control_number,
        links.earlier_control_number,
        roots.steps + 1 as steps,
    from roots
    inner join links
        on
            roots.payer_name = links.payer_name
            and roots.root_control_number = links.control_number
    where roots.steps < 10
)

select
    payer_name,
    control_number,
    root_control_number,
from roots
qualify
    row_number() over (
        partition by payer_name, control_number
        order by steps desc, root_control_number
    ) = 1;

comment on column marts.corrected_control_numbers.payer_name is 'Name the team knows the payer by.';
comment on column marts.corrected_control_numbers.control_number is 'Control number of the correction.';
comment on column marts.corrected_control_numbers.root_control_number is 'Control number the claim was first known by.';
