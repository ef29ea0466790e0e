-- Which service lines and adjustments are before any claim?
-- grain: one row per segment
select
    file_id,
    transaction_set_number,
    segment_number,
    case segment_id when 'SVC' then 'line_without_claim' else 'adjustment_without_claim' end
        as finding_key,
    segment_id || ' before CLP' as found,
from raw.remittance_835_stray_lines
where file_id in (select file_id from temp.files_in_hand)
