-- What is wrong with a segment of a set, or with an element of it (999 loop 2100: IK3, IK4).
-- grain: one row per IK3 or IK4 segment
-- ids: set_id
--
-- The wrong value itself (IK404) is not kept: it may be a patient's.
with segments as (
    select
        file_id,
        transaction_set_number,
        response_number,
        segment_number as loop_segment_number,
        unnest(range(0, len(string_split(body, chr(30))))) as place,
        unnest(string_split(body, chr(30))) as segment,
    from temp.acknowledgment_999_loops
    where response_number > 0
),

placed as (
    select
        *,
        split_part(segment, chr(29), 1) as segment_id,
        string_split(segment, chr(29)) as elements,
        count_if(starts_with(segment, 'IK3' || chr(29))) over (
            partition by file_id, transaction_set_number, response_number
            order by place
            rows between unbounded preceding and current row
        ) as segment_error_number,
    from segments
),

told as (
    select
        *,
        -- What an IK4 says of an element belongs to the segment of the IK3 before it.
        max(case when segment_id = 'IK3' then elements end) over (
            partition by
                file_id, transaction_set_number, response_number, segment_error_number
        ) as ik3,
        row_number() over (
            partition by file_id, transaction_set_number, response_number
            order by place
        ) as error_number,
    from placed
    where segment_id in ('IK3', 'IK4') and place > 0
)

select
    file_id,
    transaction_set_number,
    response_number,
    error_number::integer as error_number,
    (loop_segment_number + place)::bigint as segment_number,
    nullif(ik3[2], '') as wrong_segment_id,
    nullif(ik3[3], '') as wrong_segment_number,
    nullif(ik3[4], '') as loop_id,
    case when segment_id = 'IK3' then nullif(elements[5], '') end as segment_error_code,
    case when segment_id = 'IK4' then raw.component_of(elements[2], 1) end as element_number,
    case when segment_id = 'IK4' then raw.component_of(elements[2], 2) end as component_number,
    case when segment_id = 'IK4' then nullif(elements[3], '') end as element_reference_number,
    case when segment_id = 'IK4' then nullif(elements[4], '') end as element_error_code,
from told
