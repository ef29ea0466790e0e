-- The elements that follow `id` and `qualifier` in the first such segment of a loop, as a list.
create or replace macro raw.rest_of_segment(loop_text, id, qualifier) as
    string_split(
        regexp_extract(
            loop_text,
            chr(30) || id || chr(29) || qualifier || chr(29) || '([^' || chr(30) || ']*)',
            1
        ),
        chr(29)
    )
