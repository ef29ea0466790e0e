-- A service line that stands before any claim: nothing says whose it is.
-- grain: one row per SVC segment outside claims
select
    file_id,
    transaction_set_number,
    segment_number,
from temp.remittance_835_loops
where claim_number = 0 and service_line_number > 0
