-- What an acknowledgment (999) says of one set of a group: accepted or rejected.
-- grain: one row per answered set
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    response_number,
    segment_number,
    -- codes
    answered_set_kind,
    answered_set_control_number,
    answered_version_code,
    answer_code,
    error_code_1,
    error_code_2,
    error_code_3,
    error_code_4,
    error_code_5,
from raw.acknowledgment_999_responses
