-- A row of an extract that could not be used and was kept aside, and why.
-- grain: one row per rejected row
select
    file_id,
    row_number,
    rejection_reason as reason,
    is_no_claim,
from temp.csv_rows
where rejection_reason is not null
union all
-- Rows that could not even be cut into cells; the reader's words for why are not for people.
select
    file_id,
    row_number,
    case error_type
        when 'TOTAL' then 'a total, not a claim'
        when 'ONE CELL' then 'a title, page line or empty row, not a claim'
        when 'MISSING COLUMNS' then 'fewer columns than the header has'
        when 'TOO MANY COLUMNS' then 'more columns than the header has'
        when 'UNQUOTED VALUE' then 'a quote is opened and not closed'
        when 'LINE SIZE OVER MAXIMUM' then 'longer than 2 MB'
        else 'cannot be cut into columns'
    end as reason,
    error_type in ('TOTAL', 'ONE CELL') as is_no_claim,
from temp.extract_rejects
where error_type != 'LAST CELLS LEFT OUT'
