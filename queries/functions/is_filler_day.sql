-- Whether a day is what a system writes where it has none: the first or last day it knows, or zeros.
-- SQL Server has 1900-01-01, Excel 1/0/1900 and 1899-12-30, .NET 0001-01-01, MySQL 0000-00-00.
create or replace macro raw.is_filler_day(given) as
    regexp_full_match(
        trim(given),
        '(?i)(?:(?:1900|0001)-01-01|1899-12-3[01]|0000-00-00|9999-12-31|0?1/0?[01]/(?:1900|0001)|12/3[01]/(?:1899|9999)|00?/00?/0000)(?:[ T](?:00?|12):00(?::00(?:\.0+)?)?(?: ?AM)?)?'
    )
