-- A written day with hyphens between its parts and without a time: "Oct 1, 2026" gives "OCT-1-2026".
create or replace macro raw.date_hyphened_of(given) as
    regexp_replace(
        regexp_replace(
            replace(upper(trim(given)), 'SEPT ', 'SEP '),
            '(\d)(T|\s+)\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*([AP]M)?\s*(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?)?$',
            '\1'
        ),
        '[\s,./-]+', '-', 'g'
    )
