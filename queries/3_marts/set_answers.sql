-- What a 999 answers to a set of claims, or to a whole group: it need not name its sets.
-- grain: one row per set answered, or per group that names none
-- scope: store
-- needs: staging.acknowledged_groups
with set_error_lists as (
    select
        set_id,
        response_number,
        array_to_string(
            list(
                concat_ws(
                    ' ',
                    wrong_segment_id,
                    'at segment',
                    wrong_segment_number::varchar,
                    'error',
                    coalesce(element_error_code, segment_error_code)
                )
                order by error_number
            )[1:5],
            '; '
        ) as message,
    from staging.set_errors
    group by set_id, response_number
)

select
    acknowledged_groups.set_id,
    acknowledged_groups.file_id,
    acknowledged_groups.transaction_set_number,
    coalesce(acknowledged_sets.segment_number, acknowledged_groups.segment_number)
        as segment_number,
    acknowledged_groups.answered_group_control_number,
    acknowledged_sets.answered_set_control_number,
    coalesce(acknowledged_sets.answer_code, acknowledged_groups.group_answer_code) as answer_code,
    coalesce(acknowledged_sets.error_code_1, acknowledged_groups.error_code_1) as error_code,
    set_error_lists.message,
    acknowledged_groups.acknowledgment_date,
from staging.acknowledged_groups
left join staging.acknowledged_sets
    on acknowledged_groups.set_id = acknowledged_sets.set_id
left join set_error_lists
    on
        acknowledged_sets.set_id = set_error_lists.set_id
        and acknowledged_sets.response_number = set_error_lists.response_number
where coalesce(acknowledged_sets.answer_code, acknowledged_groups.group_answer_code) is not null;
