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

comment on column marts.deadline_limits.payer_name is 'Payer the limit is for; empty for all.';
comment on column marts.deadline_limits.line_of_business is 'Line of business it is for; empty for all.';
comment on column marts.deadline_limits.deadline_kind is 'appeal, corrected_claim or timely_filing.';
comment on column marts.deadline_limits.counted_from is 'remit_date (of the last refusal that stands) or service_date.';
comment on column marts.deadline_limits.note is 'What to know about it, or where it is written.';
comment on column marts.deadline_limits.day_count is 'How many days; null where there is no such limit.';
comment on column marts.deadline_limits.is_verified is 'Whether the team has looked it up for its own contracts.';
comment on column marts.deadline_limits.is_default is 'False where the team changed or added it.';
