-- What stands in a cell of an extract; null for nothing, also where a word says nothing ("N/A").
-- Spreadsheets write 97.0 for the code 97.
create or replace macro raw.cell_of(given) as
    case
        when
            upper(trim(given, chr(160) || ' ')) not in (
                '', '-', '--', 'N/A', '#N/A', 'NULL', '(NULL)', 'NONE', 'NAN', 'NAT'
            )
            then regexp_replace(trim(given, chr(160) || ' '), '^(\d+)\.0$', '\1')
    end
