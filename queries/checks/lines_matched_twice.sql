-- An answered line answers at most one billed line.
-- grain: one row per answered line with several
select
    line_matches.file_id,
    line_matches.transaction_set_number,
    line_matches.claim_number,
    line_matches.service_line_number,
    count(*) as match_count,
from marts.line_matches
inner join temp.recounted_claims on line_matches.claim_id = recounted_claims.claim_id
group by
    line_matches.file_id,
    line_matches.transaction_set_number,
    line_matches.claim_number,
    line_matches.service_line_number
having count(*) > 1
