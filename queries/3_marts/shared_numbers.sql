-- A claim whose control number another claim goes by, too, or that has none.
-- grain: one row per claim as a file gives it
-- scope: claim
--
-- Few do: which of them are not linked, and why, is looked for among these (unlinked_claims).
with mentions as (
    select
        claim_mentions.claim_id,
        claim_mentions.root_control_number,
        claim_mentions.group_number,
        linked_claims.linked_claim_id,
    from marts.claim_mentions
    inner join marts.linked_claims on claim_mentions.claim_id = linked_claims.claim_id
),

shared as (
    select root_control_number
    from mentions
    group by root_control_number
    having
        root_control_number = ''
        or min(linked_claim_id) != max(linked_claim_id)
        or min(coalesce(group_number, 0)) != max(coalesce(group_number, 0))
)

select
    mentions.claim_id,
    mentions.linked_claim_id,
from mentions
semi join shared on mentions.root_control_number = shared.root_control_number;
