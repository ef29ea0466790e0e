-- How many answered lines that are alike has a week, how many were denied, and for how much?
-- grain: one row per remit week, payer, client, kind of claim, set of modifiers, reason and verdict
-- scope: store
-- adds: line_count, claim_count, partial_line_count, resolved_line_count
-- adds: overturned_line_count, suspect_line_count, suspect_charge_amount
-- adds: charge_amount, denied_amount, recovered_amount, open_amount, preventable_denied_amount
--
-- Pages read it in place of lines (review.sums_in_view): it grows with weeks, payers and reasons, not
-- with lines. claim_count: the lines that count for their claim, where all of it is kept together.
select
    payer_name,
    client_name,
    line_of_business,
    claim_kind,
    modifier_set,
    carc_code,
    category,
    owner,
    is_denied,
    is_secondary,
    is_duplicate or is_not_final as is_apart,
    is_patient_billed,
    count(*) as line_count,
    count(*) filter (where is_first_of_claim) as claim_count,
    count(*) filter (where is_partial) as partial_line_count,
    count(*) filter (where is_resolved) as resolved_line_count,
    count(*) filter (where is_overturned) as overturned_line_count,
    count(*) filter (where is_suspect) as suspect_line_count,
    sum(charge_amount) as charge_amount,
    sum(denied_amount) as denied_amount,
    sum(recovered_amount) as recovered_amount,
    sum(open_amount) as open_amount,
    coalesce(sum(charge_amount) filter (where is_suspect), 0) as suspect_charge_amount,
    coalesce(sum(denied_amount) filter (where is_preventable), 0) as preventable_denied_amount,
    remit_week,
from marts.line_outcomes
where verdict != 'unanswered'
group by
    payer_name,
    client_name,
    line_of_business,
    claim_kind,
    modifier_set,
    carc_code,
    category,
    owner,
    is_denied,
    is_secondary,
    is_duplicate or is_not_final,
    is_patient_billed,
    remit_week
order by remit_week, payer_name, carc_code;
