-- The id of each transaction set of a batch, which the ids of its claims are counted from.
-- grain: one row per transaction set of the batch in hand
--
-- An id never changes: the file's number, then the segment that opens the set. The claims of a set
-- are fewer than its segments, so that no two claims of a file have one id.
select distinct
    sets.file_id,
    sets.transaction_set_number,
    raw.set_id_of(file_numbers.file_number, sets.first_segment_number) as set_id,
from temp.transaction_sets as sets
inner join temp.file_numbers on sets.file_id = file_numbers.file_id
