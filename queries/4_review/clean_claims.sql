-- How many claims went through at the first attempt?
-- grain: one row
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Decided: rejected before adjudication or answered; only claims whose submission is loaded can be known as clean.
-- Weeks are of the submission, so the latest ones hold claims not decided yet: they are in no denominator.
select
    count(*) as claim_count,
    count(*) filter (where is_billed) as submitted_claim_count,
    count(*) filter (where is_billed and first_result != 'awaiting') as decided_claim_count,
    count(*) filter (where is_billed and is_clean) as clean_claim_count,
    count(*) filter (where is_answered) as answered_claim_count,
    count(*) filter (where is_answered and is_first_pass) as first_pass_claim_count,
    count(*) filter (where is_to_resubmit) as waiting_claim_count,
    min(view_week) as first_week,
    max(view_week) as last_week,
from review.claims_in_view($filters)
