-- The element right after `id` and `qualifier` in the first such segment of a loop, or null.
create or replace macro raw.value_of_segment(loop_text, id, qualifier) as
    nullif(
        split_part(
            raw.rest_of_segment(loop_text, id || chr(29) || qualifier), chr(29), 1
        ),
        ''
    )
