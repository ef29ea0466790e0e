-- The elements of the first segment of a loop with this id, as a list; the first is at 1.
create or replace macro raw.elements_of_segment(loop_text, id) as
    string_split(
        regexp_extract(
            loop_text, chr(30) || id || chr(29) || '([^' || chr(30) || ']*)', 1
        ),
        chr(29)
    )
