-- How long a denial of a family usually takes to work: the list, with what the team changed on top.
-- grain: one row per category of reasons; minutes are null where there are none
-- scope: store
select
    categories.category,
    try_cast(
        case when edited.category is null then listed.work_minutes else edited.work_minutes end
        as integer
    ) as work_minutes,
    try_cast(listed.work_minutes as integer) as default_work_minutes,
    coalesce(
        lower(coalesce(edited.is_verified, listed.is_verified)) in ('y', 'yes', 'true'), false
    ) as is_verified,
    coalesce(edited.note, listed.note, '') as note,
    edited.category is null as is_default,
from reference.categories
left join reference.work_minutes as listed on categories.category = listed.category
left join reference.edited_work_minutes as edited on categories.category = edited.category;
