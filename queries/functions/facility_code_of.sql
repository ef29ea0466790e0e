-- The place of service a cell begins with, of two digits; null where it begins with none.
--
-- "2" is 02 without its zero, and "11 - Office" is 11.
create or replace macro raw.facility_code_of(given) as
    lpad(nullif(regexp_extract(given, '^\d{1,2}\b'), ''), 2, '0')
