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

comment on column marts.payer_lines_of_business.payer_name is 'Name the team knows the payer by.';
comment on column marts.payer_lines_of_business.line_of_business is 'Commercial, Medicare, Medicaid and so on.';
comment on column marts.payer_lines_of_business.line_count is 'Lines of line_outcomes.';
