-- Every denied dollar is recovered, passed to the patient, written down or still denied, once.
-- grain: one row per line whose parts do not add up to what was denied
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    denied_amount,
    recovered_denied_amount,
    recovered_cost_share_amount,
    written_down_amount,
    still_denied_amount,
from temp.touched_outcomes
where
    denied_amount
    != recovered_denied_amount
    + recovered_cost_share_amount
    + written_down_amount
    + still_denied_amount
    or recovered_denied_amount < 0
    or recovered_cost_share_amount < 0
    or written_down_amount < 0
    or still_denied_amount < 0
    or recovered_denied_amount > recovered_amount
