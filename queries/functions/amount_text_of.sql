-- An amount as people write it, as plain text with two decimals; null when it is not one.
-- "$1,234.50", "(12.00)", "12.00-" and "-5" are read; "12,50" is not: it could be 1250 or 12.50.
-- "$ -" is zero, as a spreadsheet shows it in its accounting format.
create or replace macro raw.amount_text_of(given) as
    try_cast(
        replace(
            regexp_extract(
                raw.amount_signed_of(regexp_replace(given, '^\s*\$\s*-[\s\x{00A0}]*$', '0')),
                '^-?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)$'
            ),
            ',', ''
        ) as decimal(12, 2)
    )::varchar
