-- A week is named by the Monday of its day.
-- grain: one row per line under another week
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    remit_date,
    remit_week,
    service_date,
    service_week,
from temp.touched_outcomes
where
    remit_week is distinct from date_trunc('week', remit_date)::date
    or service_week is distinct from date_trunc('week', service_date)::date
