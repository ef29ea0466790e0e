-- What a payer allowed for a service in a week: the history usual amounts are based on.
-- grain: one row per payer, line of business, procedure, modifiers and remit week with such lines
-- scope: store
-- adds: line_count, allowed_amount, unit_count, charge_amount
--
-- Allowed is what the payer says it allows (AMT B6), else paid and cost share, of its own primary
-- answers that stand and deny nothing. A load adds what its claims bring and takes off what they
-- brought before.
with paid_lines as (
    select
        payer_name,
        line_of_business,
        procedure_code,
        array_to_string(list_sort(modifier_codes), ' ') as modifier_set,
        remit_week,
        charge_amount,
        coalesce(nullif(allowed_amount, 0), paid_amount + cost_share_amount) as allowed_amount,
        coalesce(nullif(paid_units, 0), 1) as units,
    from marts.remitted_lines
    where
        verdict = 'paid'
        and charge_amount > 0
        and not is_secondary
        and not is_predetermination
        and not is_reversed
)

select
    payer_name,
    line_of_business,
    procedure_code,
    modifier_set,
    remit_week,
    count(*) as line_count,
    sum(allowed_amount)::decimal(18, 2) as allowed_amount,
    sum(units)::decimal(18, 2) as unit_count,
    sum(charge_amount)::decimal(18, 2) as charge_amount,
from paid_lines
where allowed_amount > 0
group by payer_name, line_of_business, procedure_code, modifier_set, remit_week
order by procedure_code, payer_name, line_of_business, modifier_set, remit_week;
