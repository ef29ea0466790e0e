-- Where a payer is in line, as SBR01 says it: P, S or T; null when the cell says neither.
create or replace macro raw.payer_sequence_code_of(given) as
    translate(
        nullif(regexp_extract(upper(given), '^([PST123])(?:\d?$|\W|RI|EC|ER|ST|ND|RD)', 1), ''),
        '123', 'PST'
    )
