-- What an acknowledgment (999) finds wrong with a segment of a set, or with an element of it.
-- grain: one row per error
select
    -- keys
    file_id,
    transaction_set_number,
    response_number,
    error_number,
    segment_number,
    -- codes and text
    wrong_segment_id,
    loop_id,
    segment_error_code,
    element_reference_number,
    element_error_code,
    given_value,
    -- counts
    try_cast(wrong_segment_number as integer) as wrong_segment_number,
    try_cast(element_number as integer) as element_number,
    try_cast(component_number as integer) as component_number,
from raw.acknowledgment_999_errors
