-- What the rows of a line, or of a whole claim (line 0), say of it together.
-- grain: one row per line of a remittance extract; kept for the load only
--
-- A line told in several rows has its charge once. What it was paid, its shares and what was denied
-- stand either in each of its rows, and count once, or in parts, and add up.
with rows_of_lines as (
    select
        csv_placed_rows.file_id,
        csv_placed_rows.transaction_set_number,
        csv_placed_rows.claim_number,
        csv_placed_rows.service_line_number,
        csv_placed_rows.row_number,
        csv_placed_rows.row_count,
        try_cast(csv_rows.charge_amount as decimal(12, 2)) as charge_amount,
        try_cast(csv_rows.paid_amount as decimal(12, 2)) as paid_amount,
        try_cast(csv_rows.allowed_amount as decimal(12, 2)) as allowed_amount,
        try_cast(csv_rows.denied_amount as decimal(12, 2)) as denied_amount,
        try_cast(csv_rows.noncovered_amount as decimal(12, 2)) as noncovered_amount,
        try_cast(csv_rows.contractual_amount as decimal(12, 2)) as contractual_amount,
        try_cast(csv_rows.deductible_amount as decimal(12, 2)) as deductible_amount,
        try_cast(csv_rows.coinsurance_amount as decimal(12, 2)) as coinsurance_amount,
        try_cast(csv_rows.copay_amount as decimal(12, 2)) as copay_amount,
        try_cast(csv_rows.patient_responsibility_amount as decimal(12, 2))
            as patient_responsibility_amount,
        csv_rows.adjustment_amounts,
        csv_rows.states_denial,
        csv_rows.states_part,
    from temp.csv_placed_rows
    inner join temp.csv_rows using (file_id, row_number)
)

select
    *,
    (coalesce(denied_amount, 0) != 0)::integer as denied_amount_count,
from rows_of_lines
where row_count = 1
union all by name
select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    min(row_number) as row_number,
    any_value(row_count) as row_count,
    arg_max(charge_amount, abs(charge_amount)) as charge_amount,
    sum(distinct paid_amount)::decimal(12, 2) as paid_amount,
    sum(distinct allowed_amount)::decimal(12, 2) as allowed_amount,
    sum(distinct denied_amount)::decimal(12, 2) as denied_amount,
    max(noncovered_amount) as noncovered_amount,
    sum(distinct contractual_amount)::decimal(12, 2) as contractual_amount,
    sum(distinct deductible_amount)::decimal(12, 2) as deductible_amount,
    sum(distinct coinsurance_amount)::decimal(12, 2) as coinsurance_amount,
    sum(distinct copay_amount)::decimal(12, 2) as copay_amount,
    sum(distinct patient_responsibility_amount)::decimal(12, 2)
        as patient_responsibility_amount,
    arg_min(adjustment_amounts, row_number) as adjustment_amounts,
    bool_or(states_denial) as states_denial,
    bool_or(states_part) as states_part,
    -- Different amounts stand each for the reason in their row.
    (count(distinct denied_amount) filter (denied_amount != 0))::integer as denied_amount_count,
from rows_of_lines
where row_count > 1
group by file_id, transaction_set_number, claim_number, service_line_number
