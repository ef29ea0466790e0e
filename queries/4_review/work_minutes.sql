-- How many minutes of work does a denial of each category take?
-- grain: one row per category
select
    category,
    note,
    work_minutes,
    default_work_minutes,
    is_verified,
    is_default,
from marts.work_minutes
order by category
