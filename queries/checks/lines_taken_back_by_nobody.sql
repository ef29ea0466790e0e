-- A line is taken back once: with its claim, or by a line of a reversal that mirrors its amounts.
-- grain: one row per answered line that is taken back by none, by several, or by other amounts
with reversals as (
    select
        reversed_lines.line_id,
        mirror.charge_amount,
        mirror.paid_amount,
        reversed_lines.reversal_line_number is not null as is_of_a_line,
    from marts.reversed_lines
    inner join temp.recounted_claims
        on reversed_lines.reversal_claim_id = recounted_claims.claim_id
    left join temp.recounted_lines as mirror
        on
            recounted_claims.claim_id = mirror.claim_id
            and reversed_lines.reversal_line_number = mirror.service_line_number
)

select
    answered_lines.file_id,
    answered_lines.transaction_set_number,
    answered_lines.claim_number,
    answered_lines.service_line_number,
    answered_lines.is_reversed,
    count(reversals.line_id) as reversal_count,
from temp.answered_lines
inner join temp.recounted_lines
    on
        answered_lines.claim_id = recounted_lines.claim_id
        and answered_lines.service_line_number = recounted_lines.service_line_number
left join reversals on answered_lines.line_id = reversals.line_id
group by
    answered_lines.file_id,
    answered_lines.transaction_set_number,
    answered_lines.claim_number,
    answered_lines.service_line_number,
    answered_lines.is_reversed
having
    count(reversals.line_id) != case when answered_lines.is_reversed then 1 else 0 end
    or not coalesce(
        bool_and(
            -reversals.charge_amount = recounted_lines.charge_amount
            and abs(reversals.paid_amount + recounted_lines.paid_amount)
            <= recounted_lines.slack_amount + 0.001
        ) filter (where reversals.is_of_a_line),
        true
    )
