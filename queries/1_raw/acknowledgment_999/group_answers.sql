-- What became of a group of sets as a whole (999, AK9).
-- grain: one row per AK9 segment
-- ids: set_id
with answers as (
    select
        file_id,
        transaction_set_number,
        segment_number,
        body,
        raw.elements_of_segment(body, 'AK9') as ak9,
    from temp.acknowledgment_999_loops
    where contains(body, chr(30) || 'AK9' || chr(29))
)

select
    file_id,
    transaction_set_number,
    nullif(ak9[1], '') as group_answer_code,
    nullif(ak9[2], '') as included_set_count,
    nullif(ak9[3], '') as received_set_count,
    nullif(ak9[4], '') as accepted_set_count,
    nullif(ak9[5], '') as error_code_1,
    nullif(ak9[6], '') as error_code_2,
    nullif(ak9[7], '') as error_code_3,
    nullif(ak9[8], '') as error_code_4,
    nullif(ak9[9], '') as error_code_5,
from answers
