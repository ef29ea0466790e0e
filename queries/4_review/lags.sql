-- How many days from service to submission, and from submission to the first answer?
-- grain: one row per payer and week of submission; null is all payers, or all weeks
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Only claims whose submission is loaded. An answer older than the first submission we know, or a service
-- younger than it, means a submission we do not know: such days are left out.
with claims as (
    select
        payer_name,
        view_week,
        is_answered,
        case when service_to_submission_days >= 0 then service_to_submission_days end
            as service_to_submission_days,
        case when submission_to_remit_days >= 0 then submission_to_remit_days end
            as submission_to_remit_days,
    from review.claims_in_view($filters)
    where is_billed
)

select
    payer_name,
    view_week as claim_week,
    count(*) as submitted_claim_count,
    count(*) filter (where is_answered) as answered_claim_count,
    count(service_to_submission_days) as service_to_submission_claim_count,
    count(submission_to_remit_days) as submission_to_remit_claim_count,
    quantile_cont(service_to_submission_days::double, 0.5) as service_to_submission_median_days,
    quantile_cont(service_to_submission_days::double, 0.9) as service_to_submission_late_days,
    quantile_cont(submission_to_remit_days::double, 0.5) as submission_to_remit_median_days,
    quantile_cont(submission_to_remit_days::double, 0.9) as submission_to_remit_late_days,
from claims
group by grouping sets ((), (payer_name), (view_week), (payer_name, view_week))
order by payer_name nulls first, claim_week nulls first
