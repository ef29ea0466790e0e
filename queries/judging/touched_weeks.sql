-- In which remit weeks do lines of the touched claims stand?
-- grain: one row per Monday
select line_outcomes.remit_week
from marts.line_outcomes
semi join temp.touched_claims on line_outcomes.linked_claim_id = touched_claims.claim_id
where line_outcomes.remit_week is not null
union
select remitted_lines.remit_week
from marts.remitted_lines
semi join temp.touched_claims on remitted_lines.chain_number = touched_claims.claim_id
where remitted_lines.remit_week is not null
