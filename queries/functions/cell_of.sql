-- What is in a cell of an extract; null for nothing, also where a word says nothing ("N/A", "NA").
-- Spreadsheets write 97.0 for the code 97, and ="00123" or '00123 to keep leading zeros.
create or replace macro raw.cell_of(given) as
    nullif(
        regexp_replace(
            trim(
                regexp_replace(
                    trim(given, chr(160) || ' ' || chr(9)), '^(?:="(.*)"|=?''([^'']*))$', '\1\2'
                )
            ),
            '^(?:(\d+)\.0|--?|(?i:#?n/?a|null|\(null\)|none|nan|nat))$', '\1'
        ),
        ''
    )
