-- What is new or worse in a week, more than chance explains?
-- grain: one row per alert: new, standing, or ended in the last 4 weeks; the least
--     likely by chance first
-- param filters: only its payers, reasons, procedures and modifiers matter: they narrow the list
-- param week: Monday of the week it is seen from; null for the latest full week
select * exclude (alert_number)
from review.alerts_in_view($filters, 'new_or_worse', $week)
order by alert_number
