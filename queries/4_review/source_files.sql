-- Which files do the lines in view come from?
-- grain: one row per loaded file with a first answer in view, the most lines first
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select
    files.file_name,
    files.file_kind as kind,
    count(*) as adjudicated_line_count,
    count(*) filter (where lines.is_denied) as denied_line_count,
    min(lines.remit_date) as first_remit_date,
    max(lines.remit_date) as last_remit_date,
from review.lines_in_view($filters) as lines
inner join marts.files on lines.file_id = files.file_id and files.status = 'loaded'
group by files.file_id, files.file_name, files.file_kind
order by adjudicated_line_count desc, files.file_name, files.file_id
