-- A billed line is there once, with the procedure, modifiers, day and charge of its file.
-- grain: one row per billed line that is missing, doubled or different
select
    recounted_submissions.file_id,
    recounted_submissions.transaction_set_number,
    recounted_submissions.claim_number,
    given.service_line_number,
    count(kept.file_id) as row_count,
from staging.service_lines as given
inner join temp.recounted_submissions on given.claim_id = recounted_submissions.claim_id
left join marts.service_lines as kept on given.line_id = kept.line_id
group by
    recounted_submissions.file_id,
    recounted_submissions.transaction_set_number,
    recounted_submissions.claim_number,
    given.service_line_number
having
    count(kept.file_id) != 1
    or not bool_and(
        kept.segment_number = given.segment_number
        and kept.procedure_code
        = coalesce(given.procedure_code, given.revenue_code, 'No line')
        and kept.modifier_codes is not distinct from given.modifier_codes
        and kept.line_control_number is not distinct from given.line_control_number
        and kept.billed_units is not distinct from given.billed_units
        and kept.charge_amount = coalesce(given.charge_amount, 0)
        and kept.payer_name is not distinct from recounted_submissions.payer_name
        and kept.service_date
        is not distinct from coalesce(given.service_date, recounted_submissions.service_date)
        and kept.submission_date is not distinct from recounted_submissions.submission_date
    )
