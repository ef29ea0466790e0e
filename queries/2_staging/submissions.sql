-- A batch of claims as it was sent.
-- grain: one row per transaction set of claims
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.claim_837_transactions
    union all by name
    select * from raw.csv_submissions
)

select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    segment_number,
    -- codes and text
    coalesce(source, '837') as source,
    set_control_number,
    version_code,
    claim_kind,
    purpose_code,
    batch_number,
    transaction_type_code,
    submitter_name,
    submitter_id,
    receiver_name,
    receiver_id,
    group_sender_id,
    group_receiver_id,
    group_control_number,
    -- dates
    coalesce(staging.date_of(batch_date), staging.date_of(group_date)) as submission_date,
    staging.date_of(batch_date) as batch_date,
    staging.date_of(group_date) as group_date,
    batch_time,
from given
