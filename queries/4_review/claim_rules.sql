-- What has history taught of lines that are denied more than others?
-- grain: one row per week learned before and rule
--
-- Learned at load (claim_rule_counts); those in force have is_current, the others serve to judge
-- by what they would have flagged (claim_rule_tests).
select
    before_week,
    is_current,
    rule_number,
    payer_name,
    procedure_code,
    modifier_set,
    place_of_service_code,
    diagnosis_code,
    carc_code,
    sentence,
    line_count,
    denied_line_count,
    otherwise_line_count,
    otherwise_denied_line_count,
    all_line_count,
    all_denied_line_count,
    shrunk_share,
    lower_bound,
from signals.claim_rules
order by rule_number
