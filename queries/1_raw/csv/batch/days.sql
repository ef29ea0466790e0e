-- A day as a column of an extract writes it, and which day it is: its whole column decides.
-- grain: one row per file, date column and different text; kept for the load only
--
-- Month is before day as US systems write it, unless a day above 12 comes first in the column
-- (or, where the column leaves it open, in another of the file) and none comes second. Bare numbers
-- of five digits from 40000 to 49999 are days of a spreadsheet (counted from December 30, 1899) where
-- every bare number of the column is one. The day that only fills a
-- cell (1900-01-01) counts as missing.
--
-- A year of two digits may be first or last ("26-09-03", "03/09/26"), and is none before 2013: the
-- column's days of the same sign tell where it is. Where they do not, what begins with no month is
-- in doubt: it shows no order, and is a day only where others show that the day is first.
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
        -- Of a year of two digits only: of one of four there is nothing to tell.
        try_cast(
            regexp_extract(first_text, '^\d{1,2}[-/.]\d{1,2}[-/.](\d{1,2})(?:\D|$)', 1) as integer
        ) as last_number,
        regexp_extract(first_text, '^\d{1,2}([-/.])\d{1,2}[-/.]\d{1,2}(?:\D|$)', 1) as sign,
        regexp_full_match(first_text, '\d+(\.\d+)?') as is_bare_number,
        regexp_full_match(first_text, '4\d{4}(\.\d+)?') as is_spreadsheet_day,
    from ends
),

placed as (
    select
        *,
        coalesce(
            first_number between 13 and 68
            and second_number <= 12
            and last_number between 1 and 31,
            false
        ) as may_begin_with_year,
        coalesce(last_number > 12, false) as may_end_with_year,
    from numbered
),

-- Where neither end alone can be the year, it is the one that hardly changes.
of_signs as (
    select
        file_id,
        column_name,
        sign,
        bool_or(may_begin_with_year and not may_end_with_year) as has_year_first,
        bool_or(may_end_with_year and not may_begin_with_year) as has_year_last,
        bool_or(may_begin_with_year and may_end_with_year) as has_either,
        max(first_number) - min(first_number) as first_spread,
        max(last_number) - min(last_number) as last_spread,
        (has_year_first and not has_year_last)
        or (not has_year_first and not has_year_last and first_spread <= 2 and last_spread > 2)
            as is_year_first,
        (has_year_last and not has_year_first)
        or (not has_year_first and not has_year_last and last_spread <= 2 and first_spread > 2)
            as is_year_last,
    from placed
    where sign != ''
    group by file_id, column_name, sign
    having bool_or(may_begin_with_year)
),

signs_of_files as (
    select
        file_id,
        sign,
        bool_or(is_year_first) and not bool_or(is_year_last) as is_year_first,
    from of_signs
    group by file_id, sign
),

told as (
    select
        placed.*,
        coalesce(
            of_signs.is_year_first
            or (
                not of_signs.is_year_last
                and not of_signs.has_year_last
                and signs_of_files.is_year_first
            ),
            false
        ) as is_year_first,
        coalesce(
            not of_signs.is_year_last and (placed.first_number > 12 or of_signs.has_either),
            false
        ) as is_in_doubt,
    from placed
    left join of_signs using (file_id, column_name, sign)
    left join signs_of_files
        on of_signs.file_id = signs_of_files.file_id and of_signs.sign = signs_of_files.sign
),

of_columns as (
    select
        file_id,
        column_name,
        coalesce(
            bool_or(first_number > 12 and second_number <= 12)
                filter (not is_year_first and not is_in_doubt),
            false
        ) as has_day_first,
        coalesce(
            bool_or(second_number > 12 and first_number <= 12) filter (not is_year_first), false
        ) as is_month_first,
        has_day_first and not is_month_first as is_day_first,
        bool_or(is_spreadsheet_day)
        and bool_and(is_spreadsheet_day or not is_bare_number) as is_of_spreadsheet,
    from told
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
        told.file_id,
        told.column_name,
        told.given,
        told.is_bare_number and of_columns.is_of_spreadsheet as is_of_spreadsheet,
        told.is_year_first,
        not told.is_bare_number
        and case
            when of_columns.is_day_first or of_columns.is_month_first then of_columns.is_day_first
            else of_files.is_day_first
        end as is_day_first,
        told.is_in_doubt and not told.is_year_first as may_be_in_doubt,
        told.may_end_with_year,
        of_columns.is_month_first and told.first_number <= 12 as begins_with_month,
        told.first_text,
        told.last_text,
    from told
    inner join of_columns using (file_id, column_name)
    inner join of_files using (file_id)
),

decided as (
    select
        *,
        coalesce(
            may_be_in_doubt
            and not (is_day_first and may_end_with_year)
            and not begins_with_month,
            false
        ) as is_in_doubt,
    from ordered
)

select
    file_id,
    column_name,
    given,
    is_of_spreadsheet,
    is_in_doubt,
    coalesce(
        is_day_first
        and not is_year_first
        and not is_in_doubt
        and regexp_matches(first_text, '^\d{1,2}[-/.]\d{1,2}[-/.]\d'),
        false
    ) as is_day_first,
    case
        when is_year_first then raw.date_text_of('20' || first_text)
        when not is_in_doubt
            then raw.day_in_order_of(first_text, is_of_spreadsheet, is_day_first)
    end as first_day,
    case
        when is_year_first then raw.date_text_of('20' || last_text)
        when not is_in_doubt
            then raw.day_in_order_of(last_text, is_of_spreadsheet, is_day_first)
    end as last_day,
from decided
