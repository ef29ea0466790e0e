-- An answered line answers at most one billed line.
-- grain: one row per answered line with several
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    count(*) as match_count,
from marts.line_matches
group by file_id, transaction_set_number, claim_number, service_line_number
having count(*) > 1
