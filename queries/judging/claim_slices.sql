-- In which slice is each touched claim judged?
-- grain: one row per touched claim
-- param slice_count: how many slices
--
-- Linked claims go together, in the order of their first: claims that came at a time are together.
with rooted as (
    select
        touched_claims.claim_id,
        coalesce(linked_claims.root_id, touched_claims.claim_id) as root_id,
    from temp.touched_claims
    left join temp.linked_claims on touched_claims.claim_id = linked_claims.claim_id
),

roots as (
    select
        root_id,
        sum(count(*)) over (
            order by root_id rows between unbounded preceding and current row
        ) - count(*) as claims_before,
        sum(count(*)) over () as claim_count,
    from rooted
    group by root_id
)

select
    rooted.claim_id,
    ($slice_count * roots.claims_before // roots.claim_count)::integer as slice_number,
from rooted
inner join roots on rooted.root_id = roots.root_id
