-- What may link a claim with others: each number it goes by, or refers to, as a hash.
-- grain: one row per number of a claim as one file gives it
-- scope: claim
--
-- Claims that share no number, directly or through others, are never linked (marts.claim_mentions,
-- marts.claim_signs, marts.reversals): so a load judges again only those that its own share numbers
-- with, and large stores are judged slice by slice. Payers are left out of it: which names are one
-- payer may change.
--
-- 'claim', so that every claim is here, with any numbers; own and other are the payer's.
with claims as (
    select
        claim_id,
        set_id,
        patient_control_number as control,
        null as own,
        original_reference_number as other,
    from staging.claims
    union all
    select
        claim_id,
        set_id,
        case when not staging.is_placeholder(patient_control_number) then patient_control_number end
            as control,
        payer_claim_control_number as own,
        original_reference_number as other,
    from staging.remitted_claims
    union all
    select
        claim_id,
        set_id,
        patient_control_number as control,
        payer_claim_control_number as own,
        null as other,
    from staging.acknowledged_claims
    union all
    select
        claim_id,
        set_id,
        patient_control_number as control,
        payer_claim_control_number as own,
        null as other,
    from staging.information_requests
),

numbers as (
    select
        claim_id,
        set_id,
        unnest(['claim', 'control', 'payer', 'payer']) as kind,
        unnest([claim_id::varchar, control, own, other]) as number,
    from claims
)

select distinct
    claim_id,
    set_id,
    -- Not hash(), which another version of the database may work out otherwise.
    md5_number_lower(kind || ' ' || upper(trim(number))) as link_key,
from numbers
where
    number is not null
    and not (kind = 'payer' and staging.is_placeholder(number));
