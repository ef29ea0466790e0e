-- How long a denial of a family usually takes to work: the editable list.
-- grain: one row per category of reasons; minutes are null where the list says none
select
    categories.category,
    try_cast(work_minutes.work_minutes as integer) as work_minutes,
    coalesce(lower(work_minutes.is_verified) in ('y', 'yes', 'true'), false) as is_verified,
from reference.categories
left join reference.work_minutes on categories.category = work_minutes.category;

comment on column marts.work_minutes.category is 'Family of reasons.';
comment on column marts.work_minutes.work_minutes is 'Minutes of work one denial of it takes.';
comment on column marts.work_minutes.is_verified is 'Whether the team has looked the minutes up.';
