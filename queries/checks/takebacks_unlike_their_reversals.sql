-- What a reversal of other amounts takes back is taken from one line, once, and is its own payment.
-- grain: one row per reversed line that takes back other than it says
with reversed_lines as (
    select
        answered_lines.line_id,
        answered_lines.chain_number,
        recounted_lines.paid_amount,
        recounted_lines.slack_amount,
    from temp.answered_lines
    inner join temp.kept_claims on answered_lines.claim_id = kept_claims.claim_id
    inner join temp.recounted_lines
        on
            answered_lines.claim_id = recounted_lines.claim_id
            and answered_lines.service_line_number = recounted_lines.service_line_number
    where kept_claims.is_unmatched_reversal
),

-- Those found of a claim the check looks at, also where no reversal is behind them.
kept as (
    select partial_takebacks.*
    from marts.partial_takebacks
    inner join temp.recounted_claims
        on partial_takebacks.claim_id = recounted_claims.claim_id
)

select
    kept.file_id,
    kept.transaction_set_number,
    kept.claim_number,
    kept.service_line_number,
    count(*) as takeback_count,
    sum(kept.taken_back_amount) as taken_back_amount,
    -sum(reversed_lines.paid_amount) as reversed_amount,
from kept
left join reversed_lines
    on
        kept.line_id = reversed_lines.line_id
        and kept.chain_number = reversed_lines.chain_number
group by
    kept.file_id,
    kept.transaction_set_number,
    kept.claim_number,
    kept.service_line_number
having
    count(*) != 1
    or count(reversed_lines.line_id) != 1
    or not bool_and(
        abs(kept.taken_back_amount::double + reversed_lines.paid_amount)
        <= reversed_lines.slack_amount + 0.001
    )
