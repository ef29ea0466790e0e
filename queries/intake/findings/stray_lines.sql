-- Which service lines stand before any claim?
-- grain: one row per line
select
    file_id,
    transaction_set_number,
    segment_number,
    'line_without_claim' as finding_code,
    'SVC before CLP' as found,
    'CLP first' as expected,
    'A service line stands before any claim; nothing says whose it is, and it is left out.'
        as message,
from raw.remittance_835_stray_lines
where file_id in (select file_id from temp.files_in_hand)
