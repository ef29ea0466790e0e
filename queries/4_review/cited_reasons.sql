-- Which reasons are cited on denied lines, whether or not they are the largest?
-- grain: one row per CARC; a line is under every reason it cites, so rows exceed the total
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A reason that remarks refine to several categories says "by remark".
with cited as (
    select
        carc_code as primary_carc_code,
        unnest(cited_reasons) as reason,
    from review.denials_in_view($filters)
),

counted as (
    select
        reason.carc_code,
        review.category_of_lines(min(reason.first_category), max(reason.last_category))
            as category,
        count(*) as cited_line_count,
        count(*) filter (where reason.carc_code = primary_carc_code) as primary_line_count,
        sum(reason.amount) as cited_amount,
    from cited
    group by reason.carc_code
)

select
    counted.carc_code,
    reasons.reason_label,
    counted.category,
    counted.cited_line_count,
    counted.primary_line_count,
    counted.cited_amount,
from counted
inner join marts.reasons on counted.carc_code = reasons.carc_code
order by counted.cited_amount desc, counted.carc_code
