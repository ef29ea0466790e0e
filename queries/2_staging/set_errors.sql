-- What an acknowledgment (999) finds wrong with a segment of a set, or with an element of it.
-- grain: one row per error
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    response_number,
    error_number,
    segment_number,
    -- codes and text
    -- Only what has the form of a code: these are shown in words, and files are damaged.
    nullif(regexp_extract(wrong_segment_id, '^[A-Z][A-Z0-9]{1,2}$'), '') as wrong_segment_id,
    loop_id,
    nullif(regexp_extract(segment_error_code, '^[A-Z0-9]{1,3}$'), '') as segment_error_code,
    element_reference_number,
    nullif(regexp_extract(element_error_code, '^[A-Z0-9]{1,3}$'), '') as element_error_code,
    -- counts
    try_cast(wrong_segment_number as integer) as wrong_segment_number,
    try_cast(element_number as integer) as element_number,
    try_cast(component_number as integer) as component_number,
from raw.acknowledgment_999_errors
