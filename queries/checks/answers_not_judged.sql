-- Every answered line that decides something (no reversal, no estimate) answers exactly one line.
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
    != case
        when bool_or(is_reversal or is_predetermination or is_undecided) then 0 else 1
    end
