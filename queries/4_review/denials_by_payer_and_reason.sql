-- Which payer denies for which reason?
-- grain: one row per payer and primary reason
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A reason whose lines fall into several categories says "by remark".
select
    denied.payer_name,
    denied.carc_code,
    reasons.reason_label,
    denied.line_category as category,
    denied.* exclude (payer_name, carc_code, line_category, line_owner),
from review.denials_among($filters, ['payer_name', 'carc_code'], payer_name) as denied
inner join marts.reasons on denied.carc_code = reasons.carc_code
order by denied.payer_name, denied.denied_amount desc, denied.carc_code
