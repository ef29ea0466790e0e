-- Which reasons are lines denied for, week by week?
-- grain: one row per week and primary reason
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A reason whose lines, of all weeks in view, fall into several categories says "by remark".
select
    denied.remit_week,
    denied.carc_code,
    reasons.reason_label,
    review.category_of_lines(
        min(denied.line_category) over (partition by denied.carc_code),
        max(denied.line_category) over (partition by denied.carc_code)
    ) as category,
    denied.* exclude (remit_week, carc_code, line_category, line_owner),
from review.denials_among($filters, ['remit_week', 'carc_code'], remit_week) as denied
inner join marts.reasons on denied.carc_code = reasons.carc_code
order by denied.remit_week, denied.denied_amount desc, denied.carc_code
