-- What payers allowed in all, by how closely a service is told: the closest that there is tells it.
-- grain: one row per level and what it goes by; '' where it does not
-- scope: store
-- adds: line_count, allowed_amount, base
--
-- 1: payer, procedure and modifiers; 2: payers of the line of business, with these modifiers; 3: with
-- any; each per unit. 4: the share of the charge the payer allows; 5: that of all. A claim answered
-- without lines has no procedure and counts in 4 and 5 only.
with told as (
    select
        -- A binary digit for each that a level does not go by, the payer's first.
        list_position(
            [4, 8, 9, 7, 15],
            grouping(payer_name, line_of_business, procedure_code, modifier_set)
        ) as level,
        coalesce(payer_name, '') as payer_name,
        coalesce(line_of_business, '') as line_of_business,
        coalesce(procedure_code, '') as procedure_code,
        coalesce(modifier_set, '') as modifier_set,
        sum(line_count)::bigint as line_count,
        sum(allowed_amount)::decimal(18, 2) as allowed_amount,
        sum(unit_count) as unit_count,
        sum(charge_amount) as charge_amount,
    from marts.allowed_weeks
    group by
        grouping sets (
            (payer_name, procedure_code, modifier_set),
            (line_of_business, procedure_code, modifier_set),
            (line_of_business, procedure_code),
            (payer_name),
            ()
        )
    having count(*) > 0
)

select
    level,
    payer_name,
    line_of_business,
    procedure_code,
    modifier_set,
    line_count,
    allowed_amount,
    case when level <= 3 then unit_count else charge_amount end::decimal(18, 2) as base,
from told
where level > 3 or procedure_code != 'No line';
