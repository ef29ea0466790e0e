-- A line of a chain has exactly one outcome.
-- grain: one row per line of a chain with another number of outcomes
with chain_lines as (
    select chain_number, count(*) as line_count
    from (
        select distinct
            chain_number,
            chain_line_number,
        from marts.chain_lines
    ) as distinct_lines
    group by chain_number
),

outcomes as (
    select chain_number, count(*) as outcome_count
    from marts.line_outcomes
    group by chain_number
)

select
    chain_lines.chain_number,
    chain_lines.line_count,
    coalesce(outcomes.outcome_count, 0) as outcome_count,
from chain_lines
left join outcomes on chain_lines.chain_number = outcomes.chain_number
where chain_lines.line_count != coalesce(outcomes.outcome_count, 0)
