-- A row of an extract that could not be used and was kept aside, and why.
-- grain: one row per rejected row
select
    file_id,
    row_number,
    rejection_reason as reason,
from temp.csv_rows
where rejection_reason is not null
union all
-- Rows that could not even be cut into cells; the reader's words for why are not for people.
select
    file_id,
    row_number,
    case error_type
        when 'MISSING COLUMNS' then 'fewer columns than the header has'
        when 'TOO MANY COLUMNS' then 'more columns than the header has'
        when 'UNQUOTED VALUE' then 'a quote is opened and not closed'
        when 'LINE SIZE OVER MAXIMUM' then 'longer than 2 MB'
        else 'cannot be cut into columns'
    end as reason,
from temp.extract_rejects
