-- How much is in a file: remittances, answered claims, lines and adjustments?
-- grain: one row
-- param file_id: the file
select
    (
        select count(*) from staging.remittances where file_id = $file_id
    ) as transaction_set_count,
    (select count(*) from staging.remitted_claims where file_id = $file_id) as claim_count,
    (select count(*) from staging.remitted_lines where file_id = $file_id) as line_count,
    (select count(*) from staging.adjustments where file_id = $file_id) as adjustment_count
