-- A limit a payer sets us, as the team sees it: the list, with the rows the team changed in place.
-- grain: one row per payer, line of business ('' is all) and kind of deadline
-- scope: store
with limits as (
    select
        payer_name,
        line_of_business,
        deadline_kind,
        days,
        counted_from,
        is_verified,
        note,
        true as is_default,
    from reference.deadlines
    union all
    select
        payer_name,
        line_of_business,
        deadline_kind,
        days,
        counted_from,
        is_verified,
        note,
        false as is_default,
    from reference.edited_deadlines
)

select
    coalesce(payer_name, '') as payer_name,
    coalesce(line_of_business, '') as line_of_business,
    deadline_kind,
    counted_from,
    coalesce(note, '') as note,
    days::integer as day_count,
    coalesce(is_verified, 'n') = 'y' as is_verified,
    is_default,
from limits
qualify
    row_number() over (
        partition by coalesce(payer_name, ''), coalesce(line_of_business, ''), deadline_kind
        order by is_default
    ) = 1;
