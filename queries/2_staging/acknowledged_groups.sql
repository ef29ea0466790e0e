-- An acknowledgment of a group of sets (999): which group, and what became of it.
-- grain: one row per transaction set of acknowledgments of sets
-- By name (DuckDB; elsewhere list the columns): its opening (AK1) and its closing (AK9) are one row.
with parts as (
    select * from raw.acknowledgment_999_transactions
    union all by name
    select * from raw.acknowledgment_999_group_answers
)

select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    min(segment_number) as segment_number,
    -- codes and text
    min(set_kind) as set_kind,
    min(set_control_number) as set_control_number,
    min(answered_group_kind) as answered_group_kind,
    min(answered_group_control_number) as answered_group_control_number,
    min(answered_version_code) as answered_version_code,
    min(group_answer_code) as group_answer_code,
    min(error_code_1) as error_code_1,
    min(error_code_2) as error_code_2,
    min(error_code_3) as error_code_3,
    min(error_code_4) as error_code_4,
    min(error_code_5) as error_code_5,
    min(group_sender_id) as group_sender_id,
    min(group_receiver_id) as group_receiver_id,
    min(group_control_number) as group_control_number,
    -- counts
    min(try_cast(included_set_count as integer)) as included_set_count,
    min(try_cast(received_set_count as integer)) as received_set_count,
    min(try_cast(accepted_set_count as integer)) as accepted_set_count,
    -- dates
    min(staging.date_of(group_date)) as acknowledgment_date,
    min(group_time) as acknowledgment_time,
from parts
group by set_id, file_id, transaction_set_number
