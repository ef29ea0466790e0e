-- Which weeks of which payers miss a file or hold many duplicates, before any figure is read?
-- grain: one row per payer and remit week; what is not healthy first, then the newest
-- param filters: what the review looks at; only its payers and weeks matter here
select
    payer_name,
    remit_week,
    line_count,
    expected_line_count,
    verdict,
    robust_deviation,
    first_answer_line_count,
    duplicate_line_count,
    compared_week_count,
    rhythm_week_count,
    is_healthy,
from review.payer_weeks_in_view($filters)
order by is_healthy, remit_week desc, payer_name
