-- What a payer denied in a week is the sum of its adjustments that count, up to each line's charge.
-- grain: one row per payer and week whose sum differs
--
-- The adjustments are those of the files; the sum is that of every answer of the marts.
with recounted as (
    select
        recounted_claims.payer_name,
        recounted_claims.remit_week,
        count(*) as line_count,
        sum(recounted_lines.charge_amount) as charge_amount,
        sum(recounted_lines.denied_amount) as denied_amount,
        sum(recounted_lines.slack_amount) as slack_amount,
    from temp.recounted_lines
    inner join temp.recounted_claims on recounted_lines.claim_id = recounted_claims.claim_id
    anti join (
        select claim_id, service_line_number
        from temp.answered_lines
        where is_reversal
    ) as reversals
        on
            recounted_lines.claim_id = reversals.claim_id
            and recounted_lines.service_line_number = reversals.service_line_number
    group by recounted_claims.payer_name, recounted_claims.remit_week
),

kept as (
    select
        payer_name,
        remit_week,
        count(*) as line_count,
        sum(charge_amount) as charge_amount,
        sum(denied_amount) as denied_amount,
    from temp.answered_lines
    where not is_reversal
    group by payer_name, remit_week
)

select
    coalesce(recounted.payer_name, kept.payer_name) as payer_name,
    coalesce(recounted.remit_week, kept.remit_week) as remit_week,
    recounted.denied_amount as recounted_denied_amount,
    kept.denied_amount,
    recounted.line_count as recounted_line_count,
    kept.line_count,
from recounted
full outer join kept
    on
        recounted.payer_name is not distinct from kept.payer_name
        and recounted.remit_week is not distinct from kept.remit_week
where
    recounted.line_count is distinct from kept.line_count
    or recounted.charge_amount is distinct from kept.charge_amount
    or abs(recounted.denied_amount - kept.denied_amount::double)
    > recounted.slack_amount + 0.001
