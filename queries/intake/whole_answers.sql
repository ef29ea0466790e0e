-- Which acknowledgments of sets (999, 997) of the files in hand are all there?
-- grain: one row per transaction set that has its last part
--
-- AK9 sums the group up and comes last (999 guide): after it nothing but SE can be missing.
select distinct
    file_id,
    transaction_set_number,
from raw.acknowledgment_999_group_answers
where file_id in (select file_id from temp.files_in_hand) and group_answer_code is not null
order by file_id, transaction_set_number
