-- A day from X12 text (CCYYMMDD, or YYMMDD on old files); null when it is not a day.
create or replace macro staging.date_of(given) as
    try_strptime(trim(given), ['%Y%m%d', '%y%m%d'])::date
