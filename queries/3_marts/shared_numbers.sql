-- A claim whose control number another claim goes by, too, or that has none.
-- grain: one row per claim as a file tells of it
-- scope: claim
--
-- Few do: which of them are not linked, and why, is looked for among these (unlinked_claims).
with tellings as (
    select
        told_claims.claim_id,
        told_claims.root_control_number,
        told_claims.group_number,
        claim_lives.life_number,
    from marts.told_claims
    inner join marts.claim_lives on told_claims.claim_id = claim_lives.claim_id
),

shared as (
    select root_control_number
    from tellings
    group by root_control_number
    having
        root_control_number = ''
        or min(life_number) != max(life_number)
        or min(coalesce(group_number, 0)) != max(coalesce(group_number, 0))
)

select
    tellings.claim_id,
    tellings.life_number,
from tellings
semi join shared on tellings.root_control_number = shared.root_control_number;
