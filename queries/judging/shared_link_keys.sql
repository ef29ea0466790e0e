-- Which numbers do several of the touched claims share?
-- grain: one row per touched claim and number it shares
with keys as (
    select
        link_keys.claim_id,
        link_keys.link_key,
    from marts.link_keys
    semi join temp.touched_claims on link_keys.claim_id = touched_claims.claim_id
),

shared as (
    select link_key
    from keys
    group by link_key
    having count(*) > 1
)

select
    keys.claim_id,
    keys.link_key,
from keys
semi join shared on keys.link_key = shared.link_key
