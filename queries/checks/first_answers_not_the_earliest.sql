-- The first answer of a line is its earliest that counts.
-- grain: one row per line of a chain whose outcome is dated by another
--
-- Refusals as a duplicate, and answers still to come, count only where a line has nothing else.
with lines as (
    select
        line_chain_number as chain_number,
        chain_line_number,
        coalesce(
            min(coalesce(remit_date, date '9999-12-31')) filter (
                where not is_duplicate and not is_not_final
            ),
            min(coalesce(remit_date, date '9999-12-31'))
        ) as first_remit_date,
    from temp.answered_lines
    where chain_line_number is not null
    group by line_chain_number, chain_line_number
)

select
    touched_outcomes.file_id,
    touched_outcomes.transaction_set_number,
    touched_outcomes.claim_number,
    touched_outcomes.service_line_number,
    touched_outcomes.remit_date,
    lines.first_remit_date,
from temp.touched_outcomes
inner join lines
    on
        touched_outcomes.chain_number = lines.chain_number
        and touched_outcomes.chain_line_number = lines.chain_line_number
where coalesce(touched_outcomes.remit_date, date '9999-12-31') != lines.first_remit_date
