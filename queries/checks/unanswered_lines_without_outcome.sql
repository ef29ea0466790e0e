-- A billed line that is not voided and has no answer is one line without an outcome; no other is.
-- grain: one row per billed line with another number of rows, or with another charge or day
with waiting as (
    select
        service_lines.line_id,
        service_lines.file_id,
        service_lines.transaction_set_number,
        service_lines.claim_number,
        service_lines.service_line_number,
        service_lines.charge_amount,
        service_lines.payer_name,
        service_lines.service_date,
        service_lines.submission_date,
    from marts.service_lines
    inner join temp.recounted_submissions
        on service_lines.claim_id = recounted_submissions.claim_id
    where
        service_lines.is_current
        and not service_lines.is_answered
        and not service_lines.is_secondary
),

kept as (
    select
        billed_line_id as line_id,
        billed_file_id as file_id,
        billed_transaction_set_number as transaction_set_number,
        billed_claim_number as claim_number,
        billed_service_line_number as service_line_number,
        charge_amount,
        payer_name,
        service_date,
        submission_date,
        paid_amount != 0
        or denied_amount != 0
        or recovered_amount != 0
        or open_amount != 0
        or final_paid_amount != 0
        or is_denied
        or outcome is not null
        or remit_date is not null as has_answer,
    from temp.touched_outcomes
    where verdict = 'unanswered'
)

select
    coalesce(waiting.file_id, kept.file_id) as file_id,
    coalesce(waiting.transaction_set_number, kept.transaction_set_number)
        as transaction_set_number,
    coalesce(waiting.claim_number, kept.claim_number) as claim_number,
    coalesce(waiting.service_line_number, kept.service_line_number) as service_line_number,
    count(waiting.file_id) as waiting_count,
    count(kept.file_id) as row_count,
from waiting
full outer join kept on waiting.line_id = kept.line_id
group by all
having
    count(waiting.file_id) != 1
    or count(kept.file_id) != 1
    or not bool_and(
        waiting.charge_amount = kept.charge_amount
        and waiting.payer_name is not distinct from kept.payer_name
        and waiting.service_date is not distinct from kept.service_date
        and waiting.submission_date is not distinct from kept.submission_date
        and not kept.has_answer
    )
