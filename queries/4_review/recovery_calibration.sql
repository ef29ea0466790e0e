-- Did as many dollars come back as was predicted, from the smallest tenth predicted to the largest?
-- grain: one row per tenth of the predicted denials (decile 1: least predicted dollars)
-- param today: the day it is seen from; null for today
--
-- Each past denial is predicted in the week it was denied (review.predicted_denials); received
-- is what came since: paid later, less what was taken back, and cost share passed to the patient.
with denials as (
    select
        *,
        ntile(10) over (
            order by
                predicted,
                file_id,
                transaction_set_number,
                claim_number,
                service_line_number
        ) as decile_number,
    from review.predicted_denials($today)
    where predicted is not null
)

select
    decile_number::integer as decile_number,
    count(*) as denied_line_count,
    count(*) filter (where is_resolved) as resolved_line_count,
    count(*) filter (where is_overturned) as overturned_line_count,
    sum(denied_amount) as denied_amount,
    sum(predicted)::decimal(18, 2) as expected_recovery_amount,
    sum(received)::decimal(18, 2) as received_amount,
    min(remit_week) as first_week,
    max(remit_week) as last_week,
from denials
group by decile_number
order by decile_number
