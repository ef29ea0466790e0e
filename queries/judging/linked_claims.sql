-- Which claims may be linked with those found last, and are not among the touched ones yet?
-- grain: one row per claim as one file gives it
--
-- Asked until none is left (marts.link_keys). Claims that may have been linked before share a number
-- as well. One step at a time: in a recursion the numbers of the whole store are put into a table of
-- their own for each step, where a step alone reads them past a few values.
select distinct claim_id
from marts.link_keys
where
    link_key in (
        select own.link_key
        from marts.link_keys as own
        where own.claim_id in (select found_last.claim_id from temp.found_last)
    )
    and claim_id not in (select touched_claims.claim_id from temp.touched_claims);
