-- One end (1 first, 2 last) of days written in one cell: "10/01/2026 - 10/03/2026"; '' if it has none.
create or replace macro raw.end_of_date_range(given, place) as
    split_part(
        regexp_replace(
            regexp_replace(given, '^([\d/]{6,10})-([\d/]{6,10})$', '\1~\2'),
            '(?i)\s+(-|to|thru|through)\s+', '~'
        ),
        '~', place
    )
