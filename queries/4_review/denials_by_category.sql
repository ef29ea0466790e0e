-- Which families of reasons are lines denied for, and who works them?
-- grain: one row per category
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select
    denied.category,
    categories.owner,
    denied.* exclude (category, line_category, line_owner),
from review.denials_among($filters, ['category'], 'all') as denied
left join marts.categories on denied.category = categories.category
order by denied.denied_amount desc, denied.category
