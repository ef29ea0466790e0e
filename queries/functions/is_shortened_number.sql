-- Whether a number is as a spreadsheet shortens it, "1.23457E+11": its last digits are lost.
create or replace macro raw.is_shortened_number(given) as
    regexp_full_match(given, '\d(?:\.\d+)?[Ee]\+\d{2,3}')
