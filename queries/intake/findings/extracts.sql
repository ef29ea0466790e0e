-- How was an extract read where it could have been read otherwise, and what does it leave unsaid?
-- grain: one row per file and thing worth saying
select
    file_id,
    null as transaction_set_number,
    row_number as segment_number,
    finding_code as finding_key,
    found,
    expected,
    message,
from raw.csv_notes
where file_id in (select file_id from temp.files_in_hand)
