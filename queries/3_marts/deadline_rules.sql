-- The limit in force for each payer and line of business, by kind.
-- grain: one row per payer, line of business and kind of deadline
-- scope: store
--
-- The closest limit wins: that of the payer and line of business, then of the payer, then of the
-- line of business, then the one for all. A payer is meant under any name it goes by.
with payer_names as (
    select payer_name, upper(payer_name) as payer_key from marts.payers
    union
    select payer_name, upper(payer_name_as_given) as payer_key from marts.payers
),

limits_of_payers as (
    select
        payer_names.payer_name,
        deadline_limits.payer_name as payer_name_of_limit,
        deadline_limits.line_of_business,
        deadline_limits.deadline_kind,
        deadline_limits.counted_from,
        deadline_limits.note,
        deadline_limits.day_count,
        deadline_limits.is_verified,
        deadline_limits.is_default,
    from marts.deadline_limits
    inner join payer_names on upper(deadline_limits.payer_name) = payer_names.payer_key
    union all
    select
        null as payer_name,
        '' as payer_name_of_limit,
        line_of_business,
        deadline_kind,
        counted_from,
        note,
        day_count,
        is_verified,
        is_default,
    from marts.deadline_limits
    where payer_name = ''
)

select
    lines_of_payers.payer_name,
    lines_of_payers.line_of_business,
    limits_of_payers.deadline_kind,
    limits_of_payers.counted_from,
    limits_of_payers.note,
    limits_of_payers.day_count,
    limits_of_payers.is_verified,
    limits_of_payers.is_default,
from marts.payer_lines_of_business as lines_of_payers
inner join limits_of_payers
    on
        (
            limits_of_payers.payer_name is null
            or lines_of_payers.payer_name = limits_of_payers.payer_name
        )
        and limits_of_payers.line_of_business in ('', lines_of_payers.line_of_business)
qualify
    row_number() over (
        partition by
            lines_of_payers.payer_name,
            lines_of_payers.line_of_business,
            limits_of_payers.deadline_kind
        order by
            limits_of_payers.payer_name is null,
            limits_of_payers.line_of_business = '',
            limits_of_payers.payer_name_of_limit = lines_of_payers.payer_name desc,
            limits_of_payers.payer_name_of_limit
    ) = 1;
