-- The elements right after `id` and `qualifier` in all such segments of a loop, blanks between.
create or replace macro raw.values_of_segments(loop_text, id, qualifier) as
    nullif(
        array_to_string(
            regexp_extract_all(
                loop_text,
                chr(30) || id || chr(29) || qualifier || chr(29)
                || '([^' || chr(29) || chr(30) || ']*)',
                1
            ),
            ' '
        ),
        ''
    )
