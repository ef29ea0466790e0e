-- An acknowledgment of claims (277CA): what became of them before adjudication.
-- grain: one row per transaction set of acknowledgments
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    segment_number,
    -- codes and text
    set_control_number,
    version_code,
    purpose_code,
    acknowledgment_id,
    transaction_type_code,
    group_sender_id,
    group_receiver_id,
    group_control_number,
    -- dates
    coalesce(staging.date_of(acknowledgment_date), staging.date_of(group_date))
        as acknowledgment_date,
    acknowledgment_time,
from raw.acknowledgment_277_transactions
