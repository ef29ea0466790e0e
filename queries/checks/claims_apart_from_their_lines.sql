-- A claim's denied, recovered and open dollars are those of its lines.
-- grain: one row per claim whose sums differ
with line_sums as (
    select
        life_number,
        sum(denied_amount) as denied_amount,
        sum(recovered_amount) as recovered_amount,
        sum(open_amount) as open_amount,
    from marts.line_outcomes
    where not is_secondary and not is_duplicate and verdict != 'unanswered'
    group by life_number
)

select
    claims.life_number,
    claims.denied_amount,
    line_sums.denied_amount as denied_amount_of_lines,
    claims.open_amount,
    line_sums.open_amount as open_amount_of_lines,
from marts.claims
inner join line_sums on claims.life_number = line_sums.life_number
where
    claims.denied_amount != line_sums.denied_amount
    or claims.recovered_amount != line_sums.recovered_amount
    or claims.open_amount != line_sums.open_amount
