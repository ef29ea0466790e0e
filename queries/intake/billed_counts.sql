-- How much is in an extract of billed claims, and what could not be read?
-- grain: one row
-- param file_id: the file
select
    (
        select count(distinct patient_control_number)
        from raw.csv_billed_lines
        where file_id = $file_id
    ) as claim_count,
    (select count(*) from raw.csv_billed_lines where file_id = $file_id) as line_count,
    (
        select count(*) from raw.csv_rejected_rows where file_id = $file_id
    ) as rejected_row_count,
    (
        select min('row ' || row_number::varchar || ': ' || reason)
        from raw.csv_rejected_rows
        where file_id = $file_id
    ) as first_reason
