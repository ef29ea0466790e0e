-- Which lines were denied without a modifier and paid after it was added?
-- grain: one row per line denied first for CARC 4, 97 or 236 and paid later under a modifier added
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
-- param row_limit: how many rows at most, most paid dollars first; null for all
select
    review.remitted_line_id_of(
        line_outcomes.file_id,
        line_outcomes.transaction_set_number,
        line_outcomes.claim_number,
        line_outcomes.service_line_number
    ) as remitted_line_id,
    line_outcomes.patient_control_number,
    lines.payer_name,
    lines.provider_name,
    lines.procedure_code,
    array_to_string(lines.modifier_codes, ' ') as modifier_codes,
    array_to_string(lines.later_modifier_codes, ' ') as later_modifier_codes,
    array_to_string(list_sort(lines.added_modifier_codes), ' ') as added_modifier_codes,
    lines.carc_code,
    reasons.reason_label,
    files.file_name,
    lines.segment_number,
    date_diff('day', lines.remit_date, lines.paid_date) as days_to_payment,
    lines.denied_amount,
    lines.later_paid_amount,
    line_outcomes.service_date,
    lines.remit_date,
    lines.paid_date,
from review.lines_put_right_by_modifier($filters) as lines
inner join marts.line_outcomes on lines.line_id = line_outcomes.line_id
inner join marts.files on lines.file_id = files.file_id and files.status = 'loaded'
left join marts.reasons on lines.carc_code = reasons.carc_code
order by lines.later_paid_amount desc, lines.file_id, lines.segment_number
limit coalesce($row_limit::bigint, 9223372036854775807)
