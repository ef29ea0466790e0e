-- Which remarks come with the denials?
-- grain: one row per primary reason and remark; a line is under each of its remarks
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
with remarked as (
    select
        carc_code,
        category,
        denied_amount,
        unnest(remark_codes) as remark_code,
    from review.denials_in_view($filters)
),

counted as (
    select
        remark_code,
        carc_code,
        category,
        count(*) as denied_line_count,
        sum(denied_amount) as denied_amount,
    from remarked
    group by remark_code, carc_code, category
)

select
    counted.remark_code,
    remark_codes.remark_label,
    counted.carc_code,
    counted.category,
    counted.denied_line_count,
    counted.denied_amount,
from counted
inner join marts.remark_codes on counted.remark_code = remark_codes.remark_code
order by
    counted.denied_amount desc, counted.remark_code, counted.carc_code, counted.category
