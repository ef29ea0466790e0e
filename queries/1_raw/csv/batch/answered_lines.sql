-- What the rows of a line, or of a whole claim (line 0), say of it together.
-- grain: one row per line of a remittance extract; kept for the load only
--
-- A line told in several rows has its charge once. What it was paid, its shares and what was denied
-- stand either in each of its rows, and count once, or in parts, and add up.
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    min(row_number) as row_number,
    count(*) as row_count,
    arg_max(
        try_cast(charge_amount as decimal(12, 2)),
        abs(try_cast(charge_amount as decimal(12, 2)))
    ) as charge_amount,
    sum(distinct try_cast(paid_amount as decimal(12, 2)))::decimal(12, 2) as paid_amount,
    sum(distinct try_cast(allowed_amount as decimal(12, 2)))::decimal(12, 2) as allowed_amount,
    sum(distinct try_cast(denied_amount as decimal(12, 2)))::decimal(12, 2) as denied_amount,
    max(try_cast(noncovered_amount as decimal(12, 2))) as noncovered_amount,
    sum(distinct try_cast(contractual_amount as decimal(12, 2)))::decimal(12, 2)
        as contractual_amount,
    sum(distinct try_cast(deductible_amount as decimal(12, 2)))::decimal(12, 2)
        as deductible_amount,
    sum(distinct try_cast(coinsurance_amount as decimal(12, 2)))::decimal(12, 2)
        as coinsurance_amount,
    sum(distinct try_cast(copay_amount as decimal(12, 2)))::decimal(12, 2) as copay_amount,
    sum(distinct try_cast(patient_responsibility_amount as decimal(12, 2)))::decimal(12, 2)
        as patient_responsibility_amount,
    count(distinct try_cast(denied_amount as decimal(12, 2)))
        filter (try_cast(denied_amount as decimal(12, 2)) != 0) as denied_amount_count,
    count(*) filter (try_cast(denied_amount as decimal(12, 2)) != 0) as denied_row_count,
    bool_or(states_denial) as states_denial,
    bool_or(states_part) as states_part,
    count(*) over (partition by file_id, transaction_set_number, claim_number) as line_count,
    arg_min(adjustment_amounts, row_number) as adjustment_amounts,
    bool_or(try_cast(charge_amount as decimal(12, 2)) is not null) as has_charge,
from temp.csv_placed_rows
inner join temp.csv_rows using (file_id, row_number)
group by file_id, transaction_set_number, claim_number, service_line_number
