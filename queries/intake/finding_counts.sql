-- How many odd things were found in each file in hand, rows kept aside included?
-- grain: one row per file in hand with any
with found as (
    select file_id from raw.findings
    union all
    select file_id from raw.csv_rejected_rows
    where not is_no_claim
    union all
    select distinct on (file_id, reason) file_id,
    from raw.csv_rejected_rows
    where is_no_claim
)

select
    file_id,
    count(*) as finding_count,
from found
where file_id in (select file_id from temp.files_in_hand)
group by file_id
