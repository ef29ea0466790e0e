-- How much was adjudicated, denied, recovered, and how much is open?
-- grain: one row
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
select
    count(*) as adjudicated_line_count,
    count(*) filter (where is_denied) as denied_line_count,
    count(*) filter (where is_partial) as partial_line_count,
    count(*) filter (where is_resolved) as resolved_line_count,
    count(*) filter (where is_overturned) as overturned_line_count,
    count(distinct chain_number) as adjudicated_claim_count,
    count(distinct chain_number) filter (where is_denied) as denied_claim_count,
    count(*) filter (where is_suspect) as suspect_line_count,
    count(*) filter (where is_patient_billed) as patient_billed_line_count,
    coalesce(sum(charge_amount), 0) as adjudicated_charge_amount,
    coalesce(sum(denied_charge_amount), 0) as denied_charge_amount,
    coalesce(sum(denied_amount), 0) as denied_amount,
    coalesce(sum(recovered_amount), 0) as recovered_amount,
    coalesce(sum(open_amount), 0) as open_amount,
    coalesce(sum(charge_amount) filter (where is_suspect), 0) as suspect_charge_amount,
    coalesce(sum(lines_in_view.denied_amount) filter (
        where is_denied and carc_rules.preventable = 'y'
    ), 0) as preventable_denied_amount,
    median(date_diff('day', remit_date, resolved_date)) filter (where is_resolved)
        as median_days_to_resolution,
    min(remit_week) as first_week,
    max(remit_week) as last_week,
from review.lines_in_view($filters) as lines_in_view
left join marts.carc_rules
    on
        lines_in_view.payer_name = carc_rules.payer_name
        and lines_in_view.carc_code = carc_rules.carc_code
