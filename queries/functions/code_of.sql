-- A code of a list that knows no leading zeros: "045" and " 45" give "45", "0" stays; in capitals.
-- Some payers and clearinghouses pad codes of one or two characters.
create or replace macro staging.code_of(given) as
    regexp_replace(upper(trim(given)), '^0+(.)', '\1')
