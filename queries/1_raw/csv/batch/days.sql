-- A day as a column of an extract writes it, and which day it is: its whole column decides.
-- grain: one row per file, date column and different text; kept for the load only
--
-- Month is before day as US systems write it, unless a day above 12 comes first in the column
-- (or, where the column leaves it open, in another of the file) and none comes second. Bare numbers
-- of five digits from 40000 to 49999 are days of a spreadsheet (counted from December 30, 1899) where
-- every bare number of the column is one. A day that stands for none (1900-01-01) is none.
with given as (
    select distinct file_id, 'remit_date' as column_name, remit_date as given,
    from temp.extract_rows
    where remit_date is not null
    union all
    select distinct file_id, 'service_from_date' as column_name, service_from_date as given,
    from temp.extract_rows
    where service_from_date is not null
    union all
    select distinct file_id, 'service_to_date' as column_name, service_to_date as given,
    from temp.extract_rows
    where service_to_date is not null
    union all
    select distinct file_id, 'received_date' as column_name, received_date as given,
    from temp.extract_rows
    where received_date is not null
    union all
    select distinct file_id, 'submission_date' as column_name, submission_date as given,
    from temp.extract_rows
    where submission_date is not null
),

ends as (
    select
        file_id,
        column_name,
        given,
        trim(raw.end_of_date_range(raw.cell_of(given), 1)) as first_text,
        trim(raw.end_of_date_range(raw.cell_of(given), 2)) as last_text,
    from given
    where not raw.is_filler_day(given)
),

numbered as (
    select
        *,
        try_cast(regexp_extract(first_text, '^(\d{1,2})[-/.]\d{1,2}[-/.]\d', 1) as integer)
            as first_number,
        try_cast(regexp_extract(first_text, '^\d{1,2}[-/.](\d{1,2})[-/.]\d', 1) as integer)
            as second_number,
        regexp_full_match(first_text, '\d+(\.\d+)?') as is_bare_number,
        regexp_full_match(first_text, '4\d{4}(\.\d+)?') as is_spreadsheet_day,
    from ends
),

of_columns as (
    select
        file_id,
        column_name,
        max(first_number) > 12 and max(second_number) <= 12 as is_day_first,
        max(second_number) > 12 as is_month_first,
        bool_or(is_spreadsheet_day)
        and bool_and(is_spreadsheet_day or not is_bare_number) as is_of_spreadsheet,
    from numbered
    group by file_id, column_name
),

of_files as (
    select
        file_id,
        bool_or(is_day_first) and not bool_or(is_month_first) as is_day_first,
    from of_columns
    group by file_id
),

ordered as (
    select
        numbered.file_id,
        numbered.column_name,
        numbered.given,
        numbered.is_bare_number and of_columns.is_of_spreadsheet as is_of_spreadsheet,
        not numbered.is_bare_number
        and case
            when of_columns.is_day_first or of_columns.is_month_first then of_columns.is_day_first
            else coalesce(of_files.is_day_first, false)
        end as is_day_first,
        numbered.first_text,
        numbered.last_text,
    from numbered
    inner join of_columns using (file_id, column_name)
    inner join of_files using (file_id)
)

select
    file_id,
    column_name,
    given,
    is_of_spreadsheet,
    coalesce(
        is_day_first and regexp_matches(first_text, '^\d{1,2}[-/.]\d{1,2}[-/.]\d'), false
    ) as is_day_first,
    raw.day_in_order_of(first_text, is_of_spreadsheet, is_day_first) as first_day,
    raw.day_in_order_of(last_text, is_of_spreadsheet, is_day_first) as last_day,
from ordered
