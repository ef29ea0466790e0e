-- Which tellings of a claim surely belong together: a sign says so, or one takes the other back.
-- grain: one row per claim as one file gives it that may be linked with another
-- scope: claim
--
-- Each is linked to the first telling that a way of links leads to (marts.claim_signs, reversals).
with recursive first_of_signs as (
    select
        sign,
        min(telling_number) as telling_number,
    from marts.claim_signs
    where is_sure
    group by sign
    having count(*) > 1
),

links as (
    select
        claim_signs.telling_number,
        first_of_signs.telling_number as other_number,
    from marts.claim_signs
    inner join first_of_signs on claim_signs.sign = first_of_signs.sign
    where claim_signs.telling_number != first_of_signs.telling_number
    union
    select
        reversal.telling_number,
        original.telling_number as other_number,
    from marts.reversals
    inner join marts.told_claims as reversal on reversals.claim_id = reversal.claim_id
    inner join marts.told_claims as original
        on
            reversals.original_claim_id = original.claim_id
            and reversal.group_number is not distinct from original.group_number
),

both_ways as materialized (
    select telling_number, other_number from links
    union
    select other_number, telling_number from links
),

ways (telling_number, part_number) using key (telling_number) as (
    select distinct
        telling_number,
        telling_number as part_number,
    from both_ways
    union
    select
        both_ways.other_number as telling_number,
        min(ways.part_number) as part_number,
    from ways
    inner join both_ways on ways.telling_number = both_ways.telling_number
    inner join recurring.ways as known on both_ways.other_number = known.telling_number
    where ways.part_number < known.part_number
    group by both_ways.other_number
)

select
    told_claims.claim_id,
    coalesce(firsts.claim_id, told_claims.claim_id) as part_id,
from marts.told_claims
left join ways on told_claims.telling_number = ways.telling_number
left join marts.told_claims as firsts on ways.part_number = firsts.telling_number
where told_claims.telling_number is not null;
