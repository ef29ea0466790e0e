-- The last day of an X12 date, time or range of days (D8, DT, RD8); null when it is not a day.
create or replace macro staging.last_day_of(given) as
    staging.date_of(left(trim(split_part(given, '-', -1)), 8))
