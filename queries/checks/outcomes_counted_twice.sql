-- A line of a chain has exactly one outcome.
-- grain: one row per line of a chain with another number of outcomes
with lines as (
    select distinct
        line_chain_number as chain_number,
        chain_line_number,
    from temp.answered_lines
    where chain_line_number is not null
),

outcomes as (
    select
        chain_number,
        chain_line_number,
        count(*) as outcome_count,
    from temp.touched_outcomes
    where verdict is distinct from 'unanswered'
    group by chain_number, chain_line_number
)

select
    coalesce(lines.chain_number, outcomes.chain_number) as chain_number,
    coalesce(lines.chain_line_number, outcomes.chain_line_number) as chain_line_number,
    coalesce(outcomes.outcome_count, 0) as outcome_count,
from lines
full outer join outcomes
    on
        lines.chain_number = outcomes.chain_number
        and lines.chain_line_number = outcomes.chain_line_number
where lines.chain_number is null or coalesce(outcomes.outcome_count, 0) != 1
