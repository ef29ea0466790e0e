-- What became of one set of a group: accepted or rejected (999 loop 2000, AK2 and IK5).
-- grain: one row per AK2 segment
-- ids: set_id
with responses as materialized (
    select
        file_id,
        transaction_set_number,
        response_number,
        segment_number,
        string_split(split_part(body, chr(30), 1), chr(29)) as ak2,
        raw.elements_of_segment(body, 'IK5') as ik5,
    from temp.acknowledgment_999_loops
    where response_number > 0
)

select
    file_id,
    transaction_set_number,
    response_number,
    segment_number,
    nullif(ak2[1], '') as answered_set_kind,
    nullif(ak2[2], '') as answered_set_control_number,
    nullif(ak2[3], '') as answered_version_code,
    nullif(ik5[1], '') as answer_code,
    nullif(ik5[2], '') as error_code_1,
    nullif(ik5[3], '') as error_code_2,
    nullif(ik5[4], '') as error_code_3,
    nullif(ik5[5], '') as error_code_4,
    nullif(ik5[6], '') as error_code_5,
from responses
