-- What might be new or worse in a week, but may be chance?
-- grain: one row per combination to be watched, the least likely by chance first
-- param filters: only its payers, reasons, procedures and modifiers matter: they narrow the list
-- param week: Monday of the week it is seen from; null for the latest full week
select * exclude (alert_number, status, told_week, ended_week)
from review.alerts_in_view($filters, 'watch', $week)
order by alert_number
