-- What a payer allowed of what was charged in a week, for all services.
-- grain: one row per payer and remit week with lines that marts.allowed_weeks counts
-- scope: store
-- adds: line_count, allowed_amount, charge_amount
select
    payer_name,
    remit_week,
    sum(line_count)::bigint as line_count,
    sum(allowed_amount)::decimal(18, 2) as allowed_amount,
    sum(charge_amount)::decimal(18, 2) as charge_amount,
from marts.allowed_weeks
group by payer_name, remit_week;
