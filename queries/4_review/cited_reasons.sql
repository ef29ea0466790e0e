-- Which reasons are cited on denied lines, whether or not they are the largest?
-- grain: one row per CARC; a line is under every reason it cites, so rows exceed the total
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- A reason that remarks refine to several categories says "by remark".
with denied as (
    select *
    from review.lines_in_view($filters)
    where is_denied
),

cited as (
    select
        adjustments.carc_code,
        denied.line_id,
        bool_or(adjustments.carc_code = denied.carc_code) as is_primary,
        min(adjustments.category) as first_category,
        max(adjustments.category) as last_category,
        sum(adjustments.amount) as amount,
    from denied
    inner join marts.adjustments
        on denied.line_id = adjustments.line_id
    where adjustments.is_denial
    group by adjustments.carc_code, denied.line_id
),

counted as (
    select
        carc_code,
        review.category_of_lines(min(first_category), max(last_category)) as category,
        count(*) as cited_line_count,
        count(*) filter (where is_primary) as primary_line_count,
        sum(amount) as cited_amount,
    from cited
    group by carc_code
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
