-- How good would the flags have been: of the lines they would have picked, how many were denied?
-- grain: one row per week of submission
--
-- Worked out at load (claim_rule_outcomes): the rules of a week knew only answers before it.
select
    submission_week,
    line_count,
    denied_line_count,
    flagged_line_count,
    flagged_denied_line_count,
from signals.claim_rule_tests
order by submission_week
