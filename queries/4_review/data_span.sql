-- Which weeks do the loaded remittances cover?
-- grain: one row
select
    min(remit_week) as first_week,
    max(remit_week) as last_week,
    min(remit_date) as first_remit_date,
    max(remit_date) as last_remit_date,
    min(service_week) as first_service_week,
    max(service_week) as last_service_week,
    count(*) as line_count,
    count(distinct payer_name) as payer_count,
from marts.line_outcomes
where verdict != 'unanswered'
