-- How many lines a payer paid for a procedure, and how many of it under a lower one.
-- grain: one row per payer and procedure with such lines
-- scope: store
-- adds: line_count, downcoded_line_count
with lines as (
    select
        payer_name,
        procedure_code,
        0 as downcoded_line_count,
    from marts.line_outcomes
    where verdict = 'paid'
    union all
    select
        payer_name,
        procedure_code,
        1 as downcoded_line_count,
    from marts.downcoded_lines
)

select
    payer_name,
    procedure_code,
    count(*) as line_count,
    sum(downcoded_line_count)::bigint as downcoded_line_count,
from lines
group by payer_name, procedure_code;
