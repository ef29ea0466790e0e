-- A day as text CCYYMMDD, where it is known how its column writes days; null when it is not a day.
-- "46027" of a spreadsheet is January 5, 2026; "05/01/2026" with the day first is so too.
create or replace macro raw.day_in_order_of(given, is_of_spreadsheet, is_day_first) as
    case
        when is_of_spreadsheet
            then
                strftime(
                    date '1899-12-30' + try_cast(regexp_extract(given, '^\d{5}') as integer),
                    '%Y%m%d'
                )
        when is_day_first
            then
                raw.date_text_of(
                    regexp_replace(given, '^(\d{1,2})([-/.])(\d{1,2})([-/.])', '\3\2\1\4')
                )
        else raw.date_text_of(given)
    end
