-- Which payers pay under lower procedures than were billed, and how much does it cost?
-- grain: one row per payer, billed and paid procedure
-- param filters: what the review looks at (analytics/vocabulary.py, ReviewFilters)
--
-- Measured against the payer's answered lines of the billed procedure. Lines without an amount have
-- too few examples to say what is usual.
with downcoded as (
    select
        lines.payer_name,
        downcoded_lines.procedure_code,
        downcoded_lines.paid_procedure_code,
        count(*) as downcoded_line_count,
        count(downcoded_lines.downcoded_amount) as measured_line_count,
        sum(downcoded_lines.charge_amount) as charge_amount,
        sum(downcoded_lines.allowed_amount) as allowed_amount,
        coalesce(sum(downcoded_lines.downcoded_amount), 0) as downcoded_amount,
    from review.lines_in_view($filters) as lines
    inner join review.downcoded_amounts() as downcoded_lines
        on lines.line_id = downcoded_lines.line_id
    group by
        lines.payer_name,
        downcoded_lines.procedure_code,
        downcoded_lines.paid_procedure_code
),

-- Of procedures that were paid as a lower one alone: most are not.
answered as (
    select
        lines.payer_name,
        lines.procedure_code,
        count(*) as adjudicated_line_count,
    from review.lines_in_view($filters) as lines
    semi join downcoded
        on
            lines.payer_name = downcoded.payer_name
            and lines.procedure_code = downcoded.procedure_code
    group by lines.payer_name, lines.procedure_code
)

select
    downcoded.payer_name,
    downcoded.procedure_code,
    downcoded.paid_procedure_code,
    downcoded.downcoded_line_count,
    downcoded.measured_line_count,
    coalesce(answered.adjudicated_line_count, 0) as adjudicated_line_count,
    downcoded.charge_amount,
    downcoded.allowed_amount,
    downcoded.downcoded_amount,
from downcoded
left join answered
    on
        downcoded.payer_name = answered.payer_name
        and downcoded.procedure_code = answered.procedure_code
order by
    downcoded.downcoded_amount desc,
    downcoded.downcoded_line_count desc,
    downcoded.payer_name,
    downcoded.procedure_code,
    downcoded.paid_procedure_code
