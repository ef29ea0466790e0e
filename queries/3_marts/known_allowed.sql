-- What a payer was known to allow for the service of a denied line before the week it denied it.
-- grain: one row per denied line of line_outcomes
-- scope: store
-- again: marts.line_outcomes by linked_claim_id
--
-- Told as review.usual_allowed tells it, from marts.allowed_weeks of earlier weeks. A load asks it
-- again for the claims it touches, and for those whose earlier weeks changed.
with lines as (
    select
        line_id,
        linked_claim_id,
        payer_name,
        line_of_business,
        procedure_code,
        modifier_set,
        charge_amount,
        service_units,
        remit_week,
    from marts.line_outcomes
    where is_denied
),

-- The levels of marts.allowed_totals, closest first.
weekly as (
    select
        1 as level,
        concat_ws('|', payer_name, procedure_code, modifier_set) as history_key,
        remit_week,
        sum(allowed_amount) as allowed_amount,
        sum(unit_count) as base,
    from marts.allowed_weeks
    semi join lines
        on
            allowed_weeks.payer_name = lines.payer_name
            and allowed_weeks.procedure_code = lines.procedure_code
            and allowed_weeks.modifier_set = lines.modifier_set
    where procedure_code != 'No line'
    group by payer_name, procedure_code, modifier_set, remit_week
    union all
    select
        2 as level,
        concat_ws('|', line_of_business, procedure_code, modifier_set) as history_key,
        remit_week,
        sum(allowed_amount) as allowed_amount,
        sum(unit_count) as base,
    from marts.allowed_weeks
    semi join lines
        on
            allowed_weeks.line_of_business = lines.line_of_business
            and allowed_weeks.procedure_code = lines.procedure_code
            and allowed_weeks.modifier_set = lines.modifier_set
    where procedure_code != 'No line'
    group by line_of_business, procedure_code, modifier_set, remit_week
    union all
    select
        3 as level,
        concat_ws('|', line_of_business, procedure_code) as history_key,
        remit_week,
        sum(allowed_amount) as allowed_amount,
        sum(unit_count) as base,
    from marts.allowed_weeks
    semi join lines
        on
            allowed_weeks.line_of_business = lines.line_of_business
            and allowed_weeks.procedure_code = lines.procedure_code
    where procedure_code != 'No line'
    group by line_of_business, procedure_code, remit_week
    union all
    select
        4 as level,
        payer_name as history_key,
        remit_week,
        allowed_amount,
        charge_amount as base,
    from marts.allowed_payer_weeks
    union all
    select
        5 as level,
        '' as history_key,
        remit_week,
        sum(allowed_amount) as allowed_amount,
        sum(charge_amount) as base,
    from marts.allowed_payer_weeks
    group by remit_week
),

history as (
    select
        level,
        history_key,
        remit_week,
        (sum(allowed_amount) over to_this_week)::double
        / (sum(base) over to_this_week)::double as allowed_per_base,
    from weekly
    window to_this_week as (
        partition by level, history_key
        order by remit_week range between unbounded preceding and current row
    )
),

asked as (
    select
        lines.line_id,
        lines.linked_claim_id,
        lines.charge_amount,
        coalesce(lines.remit_week, date '9999-12-27') as remit_week,
        levels.level,
        case levels.level
            when 1 then concat_ws('|', lines.payer_name, lines.procedure_code, lines.modifier_set)
            when 2
                then
                    concat_ws(
                        '|', lines.line_of_business, lines.procedure_code, lines.modifier_set
                    )
            when 3 then concat_ws('|', lines.line_of_business, lines.procedure_code)
            when 4 then lines.payer_name
            else ''
        end as history_key,
        case
            when levels.level <= 3 then lines.service_units else lines.charge_amount
        end::double as base,
    from lines
    cross join (select unnest(range(1, 6)) as level) as levels
),

told as (
    select
        asked.*,
        known.allowed_per_base * asked.base as known_allowed,
    from asked
    asof left join history as known
        on
            asked.level = known.level
            and asked.history_key = known.history_key
            and asked.remit_week > known.remit_week
)

select
    line_id,
    any_value(linked_claim_id) as linked_claim_id,
    min(level) filter (where known_allowed is not null)::integer as known_level,
    case
        when count(known_allowed) > 0
            then least(
                arg_min(known_allowed, level) filter (where known_allowed is not null),
                any_value(charge_amount)::double
            )
    end::decimal(12, 2) as known_allowed_amount,
from told
group by line_id;
