-- A service line or adjustment that is before any claim: nothing says whose it is.
-- grain: one row per SVC segment outside claims, and per CAS segment outside claims and lines
-- ids: set_id
select
    file_id,
    transaction_set_number,
    segment_number,
    'SVC' as segment_id,
from temp.remittance_835_loops
where claim_number = 0 and service_line_number > 0
union all
select
    file_id,
    transaction_set_number,
    segment_number::bigint as segment_number,
    segment_id,
from temp.remittance_835_segments
where claim_number = 0 and service_line_number = 0 and segment_id = 'CAS'
