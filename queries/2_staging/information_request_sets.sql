-- A transaction set of requests for information.
-- grain: one row per transaction set
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    segment_number,
    -- codes and text
    set_control_number,
    request_batch_number,
    -- dates
    coalesce(staging.date_of(request_date), staging.date_of(group_date)) as request_date,
from raw.information_request_277_transactions
