-- Which weeks of payers are healthy (data_health), so that signals count them?
-- grain: one row per remit week and payer with lines in it
-- scope: store
select distinct
    line_weeks.payer_id,
    line_weeks.remit_week,
from sums.line_weeks
inner join signals.attribute_values on line_weeks.payer_id = attribute_values.value_id
inner join marts.payer_weeks
    on
        attribute_values.value = payer_weeks.payer_name
        and line_weeks.remit_week = payer_weeks.remit_week
where payer_weeks.is_healthy;
