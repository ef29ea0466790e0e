-- A usable remittance row with its place: remittance in the file, claim in it, service line in that.
-- grain: one row per usable row of a remittance extract; kept for the load only
--
-- A remittance is a payer, a trace number and a date; a claim of it, a patient control number, a payer
-- claim number and a status (so a reversal stands apart from the correction beside it).
-- Numbers follow the first row of each. A row without a procedure or revenue code speaks of a whole
-- claim, and gets service line 0.
with rows_with_keys as (
    select
        *,
        concat_ws(
            chr(31),
            coalesce(payer_name, ''), coalesce(payer_id, ''), coalesce(trace_number, ''),
            coalesce(remit_date, '')
        ) as remittance_key,
        concat_ws(
            chr(31),
            patient_control_number, coalesce(payer_claim_control_number, ''),
            claim_status_code
        ) as claim_key,
        concat_ws(
            chr(31),
            coalesce(procedure_code, ''), coalesce(modifiers, ''), coalesce(modifier_1, ''),
            coalesce(modifier_2, ''), coalesce(service_from_date, ''), coalesce(revenue_code, ''),
            coalesce(units, ''), coalesce(charge_amount, ''), coalesce(paid_amount, '')
        ) as service_key,
        procedure_code is null and revenue_code is null as is_whole_claim,
    from temp.csv_rows
    where extract_kind = 'remittance' and rejection_reason is null
),

stated_amounts as (
    select
        file_id,
        row_number,
        sum(amount)::decimal(12, 2) as stated_amount,
        bool_and(amount is not null) as has_all_amounts,
        bool_or(amount is not null) as has_amounts,
        list_sort(list(carc_code)) as carc_codes,
    from temp.csv_reasons
    group by file_id, row_number
),

-- Rows alike in all but their reasons are either several lines or one line told once per reason.
alike_rows as (
    select
        rows_with_keys.file_id,
        remittance_key,
        claim_key,
        service_key,
        min(rows_with_keys.row_number) as first_row_number,
        count(*) as row_count,
        count(distinct carc_codes) as reason_list_count,
        sum(stated_amount)::decimal(18, 2) as stated_amount,
        coalesce(bool_and(has_all_amounts), false) as has_all_amounts,
        coalesce(bool_or(has_amounts), false) as has_amounts,
        try_cast(min(charge_amount) as decimal(12, 2))
            - coalesce(try_cast(min(paid_amount) as decimal(12, 2)), 0) as unpaid_amount,
    from rows_with_keys
    left join stated_amounts using (file_id, row_number)
    group by rows_with_keys.file_id, remittance_key, claim_key, service_key
    having count(*) > 1
),

-- The sums decide: if the amounts of all rows together explain charge minus paid once, it is one line
-- (835 guide, balancing). Without any amounts, rows that each cite another reason are one line.
lines_told_in_rows as (
    select
        file_id,
        remittance_key,
        claim_key,
        service_key,
        first_row_number,
    from alike_rows
    where
        reason_list_count = row_count
        and case
            when has_amounts then has_all_amounts and stated_amount = unpaid_amount
            else true
        end
),

rows_with_lines as (
    select
        rows_with_keys.*,
        case
            when is_whole_claim then '0'
            when service_line_number is not null then 'line ' || service_line_number
            when line_control_number is not null then 'id ' || line_control_number
            else 'row ' || coalesce(first_row_number, row_number)
        end as line_key,
    from rows_with_keys
    left join lines_told_in_rows using (file_id, remittance_key, claim_key, service_key)
),

first_rows as (
    select
        *,
        min(row_number) over (partition by file_id, remittance_key) as remittance_row,
        min(row_number) over (partition by file_id, remittance_key, claim_key) as claim_row,
        min(row_number) over (
            partition by file_id, remittance_key, claim_key, line_key
        ) as line_row,
    from rows_with_lines
)

select
    * exclude (
        service_line_number, remittance_key, claim_key, service_key, line_key,
        remittance_row, claim_row, line_row, is_whole_claim
    ),
    (dense_rank() over (partition by file_id order by remittance_row))::integer
        as transaction_set_number,
    (dense_rank() over (partition by file_id, remittance_row order by claim_row))::integer
        as claim_number,
    case
        when is_whole_claim then 0
        else (
            dense_rank() over (
                partition by file_id, remittance_row, claim_row, is_whole_claim
                order by line_row
            )
        )::integer
    end as service_line_number,
from first_rows
