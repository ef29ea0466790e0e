-- Which files were refused, by content, and why?
-- grain: one row per refused file
select
    file_id,
    file_name,
    file_kind,
    message,
from raw.files
where status = 'refused' and file_id != ''
