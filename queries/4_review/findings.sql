-- What is odd about the files that loaded?
-- grain: one row per finding, those that need a look first
-- param file_name: only this file; null for all
-- param row_limit: how many rows at most; null for all
select
    file_name,
    transaction_set_number,
    segment_number,
    finding_code,
    found,
    expected,
    message,
    is_note,
from marts.findings
where $file_name::varchar is null or file_name = $file_name::varchar
order by is_note, file_name, transaction_set_number, segment_number, finding_code, found, message
limit coalesce($row_limit::bigint, 9223372036854775807)
