-- Which lines did a payer pay under a lower procedure than was billed, and what did it cost?
-- grain: one row per downcoded line, the largest amounts first
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Not denials: reasons and categories do not narrow them. The amount is what this payer usually allows
-- of the charge for the billed procedure, less what it allowed; empty under five examples.
select
    lines.patient_control_number,
    lines.payer_name,
    lines.provider_name,
    downcoded_lines.procedure_code,
    downcoded_lines.paid_procedure_code,
    array_to_string(lines.modifier_codes, ' ') as modifier_codes,
    downcoded_lines.remark_codes,
    files.file_name,
    lines.segment_number,
    downcoded_lines.example_count,
    downcoded_lines.charge_amount,
    downcoded_lines.allowed_amount,
    downcoded_lines.usual_allowed_amount,
    downcoded_lines.downcoded_amount,
    lines.service_date,
    lines.remit_date,
    lines.remit_week,
from review.lines_in_view($filters) as lines
inner join review.downcoded_amounts() as downcoded_lines
    on lines.line_id = downcoded_lines.line_id
inner join marts.files on lines.file_id = files.file_id and files.status = 'loaded'
order by
    downcoded_lines.downcoded_amount desc nulls last,
    lines.remit_date,
    lines.file_id,
    lines.segment_number
