-- For which reasons do payers deny what they had paid, and how much did they take back?
-- grain: one row per primary reason of the denial and payer
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select
    takebacks.carc_code,
    reasons.reason_label,
    reasons.category,
    takebacks.payer_name,
    count(*) as denied_line_count,
    sum(takebacks.taken_back_amount) as taken_back_amount,
    sum(takebacks.denied_amount) as denied_amount,
    sum(takebacks.recovered_amount) as recovered_amount,
    sum(takebacks.open_amount) as open_amount,
from review.takebacks_in_view($filters) as takebacks
inner join marts.reasons on takebacks.carc_code = reasons.carc_code
where takebacks.is_denied
group by
    takebacks.carc_code, reasons.reason_label, reasons.category, takebacks.payer_name
order by taken_back_amount desc, takebacks.carc_code, takebacks.payer_name
