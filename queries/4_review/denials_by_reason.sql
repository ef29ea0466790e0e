-- Why are lines denied?
-- grain: one row per primary reason (CARC)
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A reason whose lines fall into several categories says "by remark".
select
    denied.carc_code,
    reasons.reason_label,
    denied.line_category as category,
    denied.line_owner as owner,
    reasons.usual_fix,
    reasons.preventable,
    denied.* exclude (carc_code, line_category, line_owner),
from review.denials_among($filters, ['carc_code'], 'all') as denied
inner join marts.reasons on denied.carc_code = reasons.carc_code
order by denied.denied_amount desc, denied.carc_code
