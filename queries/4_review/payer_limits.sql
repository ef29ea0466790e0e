-- Which limits are in force at the payers in view, for appeals, corrected claims and filing?
-- grain: one row per payer, line of business and kind of deadline
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
with in_view as (
    select
        payer_name,
        line_of_business,
        count(*) as adjudicated_line_count,
    from review.lines_in_view($filters)
    group by payer_name, line_of_business
)

select
    deadline_rules.payer_name,
    deadline_rules.line_of_business,
    deadline_rules.deadline_kind,
    deadline_rules.counted_from,
    deadline_rules.note,
    deadline_rules.day_count,
    in_view.adjudicated_line_count,
    deadline_rules.is_verified,
    deadline_rules.is_default,
from in_view
inner join marts.deadline_rules
    on
        in_view.payer_name = deadline_rules.payer_name
        and in_view.line_of_business = deadline_rules.line_of_business
order by
    deadline_rules.payer_name,
    in_view.adjudicated_line_count desc,
    deadline_rules.line_of_business,
    deadline_rules.deadline_kind
