-- Which lines of business a payer has.
-- grain: one row per payer and line of business with a line
-- scope: store
-- adds: line_count
select
    payer_name,
    line_of_business,
    count(*) as line_count,
from marts.line_outcomes
group by payer_name, line_of_business;
