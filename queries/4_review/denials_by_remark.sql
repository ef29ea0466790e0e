-- Which remarks come with the denials?
-- grain: one row per primary reason and remark; a line is under each of its remarks
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
with denied as (
    select *
    from review.lines_in_view($filters)
    where is_denied
),

remarked as (
    select distinct
        denied.line_id,
        denied.carc_code,
        denied.category,
        denied.denied_amount,
        remarks.remark_code,
        remarks.remark_label,
    from denied
    inner join marts.remarks
        on
            denied.claim_id = remarks.claim_id
            and remarks.service_line_number in (0, denied.service_line_number)
)

select
    remark_code,
    remark_label,
    carc_code,
    category,
    count(*) as denied_line_count,
    sum(denied_amount) as denied_amount,
from remarked
group by remark_code, remark_label, carc_code, category
order by denied_amount desc, remark_code, carc_code, category
