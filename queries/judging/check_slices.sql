-- In which slice is each claim that a load brought, or that was judged again, checked?
-- grain: one row per claim
-- param load_number: the load whose files count; null for everything loaded
-- param slice_count: how many slices
--
-- Linked claims go together, as the marts have it, in the order of their first: claims that came at a
-- time are together. From staging, so that a claim the marts lost is in a slice of its own.
with told as (
    select
        claim_id,
        file_id,
    from staging.remitted_claims
    union all
    select
        claim_id,
        file_id,
    from staging.claims
),

claims as (
    select claim_id
    from told
    where
        $load_number is null
        or file_id in (
            select files.file_id
            from raw.files
            where files.load_number = $load_number and files.status = 'loaded'
        )
    union
    select claim_id from temp.judged_claims
),

rooted as (
    select
        claims.claim_id,
        coalesce(min(linked_claims.linked_claim_id), claims.claim_id) as root_id,
    from claims
    left join marts.linked_claims on claims.claim_id = linked_claims.claim_id
    group by claims.claim_id
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
