-- Outcomes of denials so far, by reason and payer, and how long did it take?
-- grain: one row per primary reason and payer
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Every denied line has one outcome, so the five counts add up to the denied lines.
-- A reason whose lines fall into several categories says "by remark".
select
    lines.carc_code,
    reasons.reason_label,
    review.category_of_lines(min(lines.category), max(lines.category)) as category,
    lines.payer_name,
    count(*) as denied_line_count,
    count(*) filter (where lines.outcome = 'recovered') as recovered_line_count,
    count(*) filter (where lines.outcome = 'partly_recovered') as partly_recovered_line_count,
    count(*) filter (where lines.outcome = 're_denied') as re_denied_line_count,
    count(*) filter (where lines.outcome = 'reversed') as reversed_line_count,
    count(*) filter (where lines.outcome = 'open') as open_line_count,
    count(*) filter (where lines.is_resolved) as resolved_line_count,
    count(*) filter (where lines.is_overturned) as overturned_line_count,
    median(lines.days_to_resolution) as median_days_to_resolution,
    sum(lines.denied_amount) as denied_amount,
    sum(lines.recovered_amount) as recovered_amount,
    sum(lines.open_amount) as open_amount,
from review.lines_in_view($filters) as lines
inner join marts.reasons on lines.carc_code = reasons.carc_code
where lines.is_denied
group by lines.carc_code, reasons.reason_label, lines.payer_name
order by denied_amount desc, lines.carc_code, lines.payer_name
