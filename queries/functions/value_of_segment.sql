-- The element right after `id` and `qualifier` in the first such segment of a loop, or null.
create or replace macro raw.value_of_segment(loop_text, id, qualifier) as
    nullif(
        regexp_extract(
            loop_text,
            chr(30) || id || chr(29) || qualifier || chr(29)
            || '([^' || chr(29) || chr(30) || ']*)',
            1
        ),
        ''
    )
