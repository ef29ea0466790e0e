-- The charge of a line whose extract has none: what it was paid and what its reasons take, together.
-- grain: one row per line without a charge whose amounts tell it; kept for the load only
--
-- 835 guide, balancing: a charge is its payment and its adjustments. Less than the true charge where
-- an extract leaves out what the contract takes; never less than what was denied.
select
    lines.file_id,
    lines.transaction_set_number,
    lines.claim_number,
    lines.service_line_number,
    (coalesce(any_value(lines.paid_amount), 0) + sum(reasons.amount))::decimal(12, 2)
        as charge_amount,
from temp.csv_answered_lines as lines
inner join temp.csv_priced_reasons as reasons using (
    file_id, transaction_set_number, claim_number, service_line_number
)
where lines.charge_amount is null
group by lines.file_id, lines.transaction_set_number, lines.claim_number, lines.service_line_number
having bool_and(reasons.amount is not null) and sum(reasons.amount) != 0
