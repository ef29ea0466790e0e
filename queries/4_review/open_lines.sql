-- How many billed lines wait for an answer?
-- grain: one row
-- param filters: what the review looks at; open lines have no weeks of answers and no reasons
select
    count(*) as line_count,
    coalesce(sum(charge_amount), 0)::decimal(18, 2) as charge_amount,
from review.unanswered_lines_in_view($filters)
