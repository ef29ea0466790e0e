-- Something odd about a file that loaded all the same.
-- grain: one row per finding
select
    file_id,
    transaction_set_number,
    segment_number,
    finding_code,
    found,
    expected,
    message,
from raw.findings
