-- Which kinds of oddity do the loaded files have, and how often?
-- grain: one row per kind of finding, those that need a look first
select
    finding_code,
    min(message) as message,
    is_note,
    count(*) as finding_count,
    count(distinct file_id) as file_count,
from marts.findings
group by finding_code, is_note
order by is_note, finding_count desc, finding_code
