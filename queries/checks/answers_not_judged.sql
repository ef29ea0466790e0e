-- Every answered line that is no reversal and no estimate is an answer to exactly one line of a chain.
-- grain: one row per answered line left out or placed twice
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    count(chain_line_number) as place_count,
from temp.answered_lines
group by file_id, transaction_set_number, claim_number, service_line_number
having
    count(chain_line_number)
    != case when bool_or(is_reversal or is_predetermination) then 0 else 1 end
