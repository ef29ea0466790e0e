-- What is new or worse in a week, beyond luck?
-- grain: one row per alert: new ones, those that stand, those that ended in the last 4 weeks; the least
--     likely by luck first
-- param filters: only its payers, reasons, procedures and modifiers matter: they narrow the list
-- param week: Monday of the week it is seen from; null for the latest full week
select
    status,
    carc_code,
    payer_name,
    procedure_code,
    modifier_code,
    window_weeks,
    seen_count,
    line_count,
    expected_count,
    baseline_denied_count,
    baseline_line_count,
    baseline_week_count,
    lift,
    e_value,
    remit_week,
    first_week,
    since_week,
    told_week,
    ended_week,
    sentence,
from review.alerts_in_view($filters, 'new_or_worse', $week::date)
order by alert_number
