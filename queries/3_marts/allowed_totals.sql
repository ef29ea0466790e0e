-- What payers allowed in all, by how closely a service is told: the closest that there is tells it.
-- grain: one row per level and what it goes by; '' where it does not
-- scope: store
-- adds: line_count, allowed_amount, base
--
-- 1: payer, procedure and modifiers; 2: payers of the line of business, with these modifiers; 3: with
-- any; each per unit. 4: the share of the charge the payer allows; 5: that of all. A claim answered
-- without lines has no procedure and counts in 4 and 5 only.
select
    1 as level,
    payer_name,
    '' as line_of_business,
    procedure_code,
    modifier_set,
    sum(line_count)::bigint as line_count,
    sum(allowed_amount)::decimal(18, 2) as allowed_amount,
    sum(unit_count)::decimal(18, 2) as base,
from marts.allowed_weeks
where procedure_code != 'No line'
group by payer_name, procedure_code, modifier_set
union all
select
    2 as level,
    '' as payer_name,
    line_of_business,
    procedure_code,
    modifier_set,
    sum(line_count)::bigint as line_count,
    sum(allowed_amount)::decimal(18, 2) as allowed_amount,
    sum(unit_count)::decimal(18, 2) as base,
from marts.allowed_weeks
where procedure_code != 'No line'
group by line_of_business, procedure_code, modifier_set
union all
select
    3 as level,
    '' as payer_name,
    line_of_business,
    procedure_code,
    '' as modifier_set,
    sum(line_count)::bigint as line_count,
    sum(allowed_amount)::decimal(18, 2) as allowed_amount,
    sum(unit_count)::decimal(18, 2) as base,
from marts.allowed_weeks
where procedure_code != 'No line'
group by line_of_business, procedure_code
union all
select
    4 as level,
    payer_name,
    '' as line_of_business,
    '' as procedure_code,
    '' as modifier_set,
    sum(line_count)::bigint as line_count,
    sum(allowed_amount)::decimal(18, 2) as allowed_amount,
    sum(charge_amount)::decimal(18, 2) as base,
from marts.allowed_weeks
group by payer_name
union all
select
    5 as level,
    '' as payer_name,
    '' as line_of_business,
    '' as procedure_code,
    '' as modifier_set,
    sum(line_count)::bigint as line_count,
    sum(allowed_amount)::decimal(18, 2) as allowed_amount,
    sum(charge_amount)::decimal(18, 2) as base,
from marts.allowed_weeks
having count(*) > 0;
