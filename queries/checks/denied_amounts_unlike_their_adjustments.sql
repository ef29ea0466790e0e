-- What a line was denied, paid and left to the patient is what its adjustments and payments add up to.
-- grain: one row per line whose amounts do not
--
-- Counted again from the file: the reasons that count, in any group, up to the charge.
select
    answered_lines.file_id,
    answered_lines.transaction_set_number,
    answered_lines.claim_number,
    answered_lines.service_line_number,
    answered_lines.denied_amount,
    recounted_lines.denied_amount as recounted_denied_amount,
    answered_lines.paid_amount,
    recounted_lines.paid_amount as recounted_paid_amount,
    answered_lines.cost_share_amount,
    recounted_lines.cost_share_amount as recounted_cost_share_amount,
from temp.answered_lines
inner join temp.recounted_lines
    on
        answered_lines.claim_id = recounted_lines.claim_id
        and answered_lines.service_line_number = recounted_lines.service_line_number
where
    (
        not answered_lines.is_reversal
        and abs(answered_lines.denied_amount::double - recounted_lines.denied_amount)
        > recounted_lines.slack_amount + 0.001
    )
    or (answered_lines.is_reversal and answered_lines.denied_amount != 0)
    or abs(answered_lines.paid_amount::double - recounted_lines.paid_amount)
    > recounted_lines.slack_amount + 0.001
    or abs(answered_lines.cost_share_amount::double - recounted_lines.cost_share_amount)
    > recounted_lines.slack_amount + 0.001
