-- Which transaction sets must be read to judge the touched claims?
-- grain: one row per transaction set
--
-- Those the claims are in, and those that acknowledge the batch or set a claim was sent in.
select distinct link_keys.set_id
from marts.link_keys
semi join temp.touched_claims on link_keys.claim_id = touched_claims.claim_id
union
select answered_sets.set_id
from marts.answered_sets
inner join marts.link_keys on answered_sets.submitted_set_id = link_keys.set_id
semi join temp.touched_claims on link_keys.claim_id = touched_claims.claim_id
