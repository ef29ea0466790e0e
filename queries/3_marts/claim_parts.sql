-- Which mentions of a claim surely belong together: a sign says so, or one takes the other back.
-- grain: one row per claim as one file gives it that may be linked with another
-- scope: claim
--
-- Each is linked to the first mention that a way of links leads to (marts.claim_signs, reversals).
with recursive first_of_signs as (
    select
        sign,
        min(mention_number) as mention_number,
    from marts.claim_signs
    where is_sure
    group by sign
    having count(*) > 1
),

links as (
    select
        claim_signs.mention_number,
        first_of_signs.mention_number as other_number,
    from marts.claim_signs
    inner join first_of_signs on claim_signs.sign = first_of_signs.sign
    where claim_signs.mention_number != first_of_signs.mention_number
    union
    select
        reversal.mention_number,
        original.mention_number as other_number,
    from marts.reversals
    inner join marts.claim_mentions as reversal on reversals.claim_id = reversal.claim_id
    inner join marts.claim_mentions as original
        on
            reversals.original_claim_id = original.claim_id
            and reversal.group_number is not distinct from original.group_number
),

both_ways as materialized (
    select mention_number, other_number from links
    union
    select other_number, mention_number from links
),

ways (mention_number, part_number) using key (mention_number) as (
    select distinct
        mention_number,
        mention_number as part_number,
    from both_ways
    union
    select
        both_ways.other_number as mention_number,
        min(ways.part_number) as part_number,
    from ways
    inner join both_ways on ways.mention_number = both_ways.mention_number
    inner join recurring.ways as known on both_ways.other_number = known.mention_number
    where ways.part_number < known.part_number
    group by both_ways.other_number
)

select
    claim_mentions.claim_id,
    coalesce(firsts.claim_id, claim_mentions.claim_id) as part_id,
from marts.claim_mentions
left join ways on claim_mentions.mention_number = ways.mention_number
left join marts.claim_mentions as firsts on ways.part_number = firsts.mention_number
where claim_mentions.mention_number is not null;
