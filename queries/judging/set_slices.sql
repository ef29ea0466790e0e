-- Which transaction sets must be read to judge the claims of each slice?
-- grain: one row per slice and transaction set
--
-- As queries/judging/set_ids.sql asks of the touched claims.
select distinct
    claim_slices.slice_number,
    link_keys.set_id,
from marts.link_keys
inner join temp.claim_slices on link_keys.claim_id = claim_slices.claim_id
union
select
    claim_slices.slice_number,
    answered_sets.set_id,
from marts.answered_sets
inner join marts.link_keys on answered_sets.submitted_set_id = link_keys.set_id
inner join temp.claim_slices on link_keys.claim_id = claim_slices.claim_id
