-- A submission that was rejected is one rejection, and no other submission is one.
-- grain: one row per submission with another number of rejections, or another payer, charge or day
select
    touched_submissions.file_id,
    touched_submissions.segment_number,
    touched_submissions.verdict,
    count(rejections.submitted_file_id) as rejection_count,
from temp.touched_submissions
left join marts.rejections
    on
        touched_submissions.file_id = rejections.submitted_file_id
        and touched_submissions.segment_number = rejections.submitted_segment_number
group by
    touched_submissions.file_id,
    touched_submissions.segment_number,
    touched_submissions.verdict
having
    count(rejections.submitted_file_id)
    != case when touched_submissions.verdict = 'rejected' then 1 else 0 end
    or not coalesce(
        bool_and(
            rejections.payer_name is not distinct from touched_submissions.payer_name
            and rejections.charge_amount = touched_submissions.charge_amount
            and rejections.linked_claim_id = touched_submissions.linked_claim_id
            and rejections.is_secondary = touched_submissions.is_secondary
            and rejections.service_date is not distinct from touched_submissions.service_date
            and rejections.submission_date
            is not distinct from touched_submissions.submission_date
        ) filter (where rejections.submitted_file_id is not null),
        true
    )
