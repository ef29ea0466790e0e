-- What may link a claim with others: each number it goes by, or refers to, as a hash.
-- grain: one row per number of a claim as a file tells of it
-- scope: claim
--
-- Claims that share no number, directly or through others, are never linked (marts.told_claims,
-- marts.claim_signs, marts.reversals): so a load judges again only those that its own share numbers
-- with, and large stores are judged slice by slice. Payers are left out of it: which names are one
-- payer may change.
with numbers as (
    select claim_id, set_id, 'control' as kind, patient_control_number as number
    from staging.claims
    where patient_control_number is not null
    union all
    select claim_id, set_id, 'payer' as kind, original_reference_number as number
    from staging.claims
    where not staging.is_placeholder(original_reference_number)
    union all
    select claim_id, set_id, 'control' as kind, patient_control_number as number
    from staging.remitted_claims
    where not staging.is_placeholder(patient_control_number)
    union all
    select claim_id, set_id, 'payer' as kind, payer_claim_control_number as number
    from staging.remitted_claims
    where not staging.is_placeholder(payer_claim_control_number)
    union all
    select claim_id, set_id, 'payer' as kind, original_reference_number as number
    from staging.remitted_claims
    where not staging.is_placeholder(original_reference_number)
    union all
    select claim_id, set_id, 'control' as kind, patient_control_number as number
    from staging.acknowledged_claims
    where patient_control_number is not null
    union all
    select claim_id, set_id, 'payer' as kind, payer_claim_control_number as number
    from staging.acknowledged_claims
    where not staging.is_placeholder(payer_claim_control_number)
    union all
    select claim_id, set_id, 'control' as kind, patient_control_number as number
    from staging.information_requests
    where patient_control_number is not null
    union all
    select claim_id, set_id, 'payer' as kind, payer_claim_control_number as number
    from staging.information_requests
    where not staging.is_placeholder(payer_claim_control_number)
    union all
    -- So that every claim is here, whatever numbers it has.
    select claim_id, set_id, 'claim' as kind, claim_id::varchar as number from staging.claims
    union all
    select claim_id, set_id, 'claim' as kind, claim_id::varchar as number
    from staging.remitted_claims
    union all
    select claim_id, set_id, 'claim' as kind, claim_id::varchar as number
    from staging.acknowledged_claims
    union all
    select claim_id, set_id, 'claim' as kind, claim_id::varchar as number
    from staging.information_requests
)

select distinct
    claim_id,
    set_id,
    -- Not hash(), which another version of the database may work out otherwise.
    md5_number_lower(kind || ' ' || upper(trim(number))) as link_key,
from numbers;
