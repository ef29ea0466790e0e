-- A billed claim is there once, with the payer, day, charge and lines of its file.
-- grain: one row per billed claim that is missing, doubled, added or different
select
    coalesce(recounted_submissions.file_id, touched_submissions.file_id) as file_id,
    coalesce(
        recounted_submissions.transaction_set_number, touched_submissions.transaction_set_number
    ) as transaction_set_number,
    coalesce(recounted_submissions.claim_number, touched_submissions.claim_number)
        as claim_number,
    count(touched_submissions.file_id) as row_count,
from temp.recounted_submissions
full outer join (
    select *
    from temp.touched_submissions
    where claim_number is not null
) as touched_submissions
    on recounted_submissions.claim_id = touched_submissions.claim_id
group by all
having
    count(recounted_submissions.file_id) != 1
    or count(touched_submissions.file_id) != 1
    or not bool_and(
        touched_submissions.segment_number = recounted_submissions.segment_number
        and touched_submissions.payer_name is not distinct from recounted_submissions.payer_name
        and touched_submissions.patient_control_number
        = recounted_submissions.patient_control_number
        and touched_submissions.frequency_code
        is not distinct from recounted_submissions.frequency_code
        and touched_submissions.original_reference_number
        is not distinct from recounted_submissions.original_reference_number
        and touched_submissions.charge_amount = recounted_submissions.charge_amount
        and touched_submissions.line_count = recounted_submissions.line_count
        and touched_submissions.service_date
        is not distinct from recounted_submissions.service_date
        and touched_submissions.submission_date
        is not distinct from recounted_submissions.submission_date
        and touched_submissions.submission_week
        is not distinct from date_trunc('week', recounted_submissions.submission_date)::date
    )
