-- A line whose payment was taken back is listed once, with what was taken and what was denied then.
-- grain: one row per line of a chain that is missing, doubled, added or different
--
-- Taken back: the most one answer paid, less what is paid in the end. Denied after payment: the
-- first answer paid and was taken back, and a later one denies.
with answers as (
    select
        line_chain_number as chain_number,
        chain_line_number,
        line_answer_number as answer_number,
        sum(paid_amount) as paid_amount,
        sum(cost_share_amount) as cost_share_amount,
        bool_or(is_denied) as is_denied,
        bool_and(is_duplicate or is_not_final) as is_apart,
        bool_and(is_reversed) as is_reversed,
        bool_or(is_reversed) and (sum(paid_amount) > 0 or sum(cost_share_amount) > 0)
            as has_part_taken_back,
    from temp.answered_lines
    where chain_line_number is not null
    group by line_chain_number, chain_line_number, line_answer_number
),

placed as (
    select
        *,
        answer_number = first_value(answer_number) over (
            partition by chain_number, chain_line_number order by is_apart, answer_number
        ) as is_first,
    from answers
),

lines as (
    select
        chain_number,
        chain_line_number,
        max(paid_amount) as most_paid_amount,
        bool_or(has_part_taken_back) as has_part_taken_back,
        bool_or(
            is_first
            and not is_denied
            and not is_apart
            and is_reversed
            and paid_amount + cost_share_amount > 0
        )
        and bool_or(not is_first and not is_apart and is_denied) as is_denied,
    from placed
    group by chain_number, chain_line_number
),

partly as (
    select
        partial_takebacks.chain_number,
        partial_takebacks.chain_line_number,
    from marts.partial_takebacks
    inner join lines
        on
            partial_takebacks.chain_number = lines.chain_number
            and partial_takebacks.chain_line_number = lines.chain_line_number
    where partial_takebacks.taken_back_amount > 0
    group by partial_takebacks.chain_number, partial_takebacks.chain_line_number
),

expected as (
    select
        lines.chain_number,
        lines.chain_line_number,
        lines.is_denied,
        greatest(lines.most_paid_amount - touched_outcomes.final_paid_amount, 0)
            as taken_back_amount,
    from lines
    inner join temp.touched_outcomes
        on
            lines.chain_number = touched_outcomes.chain_number
            and lines.chain_line_number = touched_outcomes.chain_line_number
    left join partly
        on
            lines.chain_number = partly.chain_number
            and lines.chain_line_number = partly.chain_line_number
    where
        (lines.has_part_taken_back or partly.chain_number is not null)
        and (lines.is_denied or lines.most_paid_amount > touched_outcomes.final_paid_amount)
),

kept as (
    select
        takebacks.chain_number,
        takebacks.chain_line_number,
        takebacks.is_denied,
        takebacks.taken_back_amount,
        coalesce(
            takebacks.payer_name is not distinct from answered_lines.payer_name
            and takebacks.group_code is not distinct from answered_lines.group_code
            and takebacks.carc_code is not distinct from answered_lines.carc_code
            and takebacks.category is not distinct from answered_lines.category
            and takebacks.verdict is not distinct from answered_lines.verdict
            and takebacks.is_secondary is not distinct from answered_lines.is_secondary
            and (
                not takebacks.is_denied
                or takebacks.remit_date is not distinct from answered_lines.remit_date
            )
            and takebacks.remit_week
            is not distinct from date_trunc('week', takebacks.remit_date)::date,
            false
        ) as is_like_its_answer,
    from marts.takebacks
    inner join temp.touched_linked on takebacks.linked_claim_id = touched_linked.linked_claim_id
    left join temp.answered_lines on takebacks.line_id = answered_lines.line_id
)

select
    coalesce(expected.chain_number, kept.chain_number) as chain_number,
    coalesce(expected.chain_line_number, kept.chain_line_number) as chain_line_number,
    max(expected.taken_back_amount) as expected_taken_back_amount,
    max(kept.taken_back_amount) as taken_back_amount,
    count(kept.chain_number) as row_count,
from expected
full outer join kept
    on
        expected.chain_number = kept.chain_number
        and expected.chain_line_number = kept.chain_line_number
group by
    coalesce(expected.chain_number, kept.chain_number),
    coalesce(expected.chain_line_number, kept.chain_line_number)
having
    count(expected.chain_number) != 1
    or count(kept.chain_number) != 1
    or not bool_and(
        expected.is_denied = kept.is_denied
        and expected.taken_back_amount = kept.taken_back_amount
        and kept.is_like_its_answer
    )
