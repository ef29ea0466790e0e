-- Which claims were rejected before adjudication, why, and which are still to be resubmitted?
-- grain: one row per rejected claim, under its first rejection
-- param filters: what the review looks at, by week first sent (analytics/vocabulary.py, ReviewFilters)
-- param today: the day it is seen from; null for today
select
    claims.patient_control_number,
    claims.payer_name,
    claims.provider_name,
    claims.line_of_business,
    claims.source,
    claims.rejected_by,
    claims.rejected_level,
    claims.status_category_code,
    claims.status_category_label,
    claims.status_code,
    claims.status_label,
    claims.entity_code,
    claims.entity_label,
    claims.message,
    claims.owner,
    files.file_name,
    claims.refusal_segment_number as segment_number,
    claims.rejected_submission_count,
    case
        when claims.is_waiting
            then date_diff('day', claims.last_rejection_date, coalesce($today::date, current_date))
    end as days_waiting,
    claims.charge_amount,
    claims.is_resolved,
    claims.is_waiting,
    claims.service_date,
    claims.submission_date,
    claims.rejection_date,
    claims.claim_week,
from review.submitted_claims_in_view($filters) as claims
left join marts.files on claims.refusal_file_id = files.file_id and files.status = 'loaded'
where claims.is_rejected
order by
    claims.is_waiting desc,
    claims.charge_amount desc,
    claims.rejection_date,
    claims.patient_control_number,
    claims.refusal_file_id,
    claims.refusal_segment_number
