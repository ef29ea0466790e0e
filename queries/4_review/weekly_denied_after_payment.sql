-- How much was taken back each week after it had been paid, and how much of it was then denied?
-- grain: one row per week of the takeback
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select
    case when ($filters).date_basis = 'service' then service_week else remit_week end
        as remit_week,
    count(*) as taken_back_line_count,
    count(*) filter (where is_denied) as denied_line_count,
    sum(taken_back_amount) as taken_back_amount,
    coalesce(sum(taken_back_amount) filter (where is_denied), 0) as denied_taken_back_amount,
    sum(denied_amount) as denied_amount,
    sum(recovered_amount) as recovered_amount,
    sum(open_amount) as open_amount,
from review.takebacks_in_view($filters)
group by case when ($filters).date_basis = 'service' then service_week else remit_week end
order by remit_week
