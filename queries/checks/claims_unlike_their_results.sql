-- A claim's first result, and the day it counts by, follow from what was sent and answered.
-- grain: one row per claim that differs
with sent as (
    select
        linked_claim_id,
        count(*) as submission_count,
        count(*) filter (where verdict = 'rejected') as rejected_submission_count,
        min(submission_date) filter (where not is_secondary) as first_submission_date,
    from temp.touched_submissions
    group by linked_claim_id
)

select
    touched_claims.linked_claim_id,
    touched_claims.first_result,
    touched_claims.final_result,
    touched_claims.claim_date,
    touched_claims.claim_week,
from temp.touched_claims
left join sent on touched_claims.linked_claim_id = sent.linked_claim_id
where
    touched_claims.submission_count != coalesce(sent.submission_count, 0)
    or touched_claims.rejected_submission_count != coalesce(sent.rejected_submission_count, 0)
    or touched_claims.is_billed != (sent.linked_claim_id is not null)
    or touched_claims.claim_week
    is distinct from date_trunc('week', touched_claims.claim_date)::date
    or (
        touched_claims.is_billed
        and touched_claims.claim_date is distinct from coalesce(
            sent.first_submission_date,
            touched_claims.first_submission_date,
            touched_claims.first_remit_date,
            touched_claims.claim_date
        )
    )
    or (touched_claims.first_result = 'denied' and not touched_claims.is_denied)
    or (
        touched_claims.first_result = 'paid'
        and (touched_claims.is_denied or not touched_claims.is_answered)
    )
    or (touched_claims.first_result = 'rejected' and not touched_claims.is_rejected)
    or (
        touched_claims.first_result = 'awaiting'
        and (touched_claims.is_answered or touched_claims.is_denied)
    )
    or touched_claims.is_first_pass != (touched_claims.is_answered and not touched_claims.is_denied)
    or (touched_claims.is_clean and (touched_claims.is_denied or touched_claims.is_rejected))
