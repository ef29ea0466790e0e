-- The place of a usable remittance row: its remittance, claim and service line.
-- grain: one row per usable row of a remittance extract; kept for the load only
--
-- A remittance is a payer, a trace number and a date; a claim of it, a patient control number, a
-- payer claim number and a status (so a reversal stands apart from the correction beside it).
-- Numbers follow first rows. A row without a procedure or revenue code speaks of a whole claim:
-- service line 0.
with rows_with_keys as (
    select
        file_id,
        row_number,
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
            coalesce(modifier_2, ''), coalesce(service_from_date, ''),
            coalesce(revenue_code, ''), coalesce(units, ''), coalesce(charge_amount, ''),
            coalesce(paid_amount, '')
        ) as service_key,
        case
            when procedure_code is null and revenue_code is null then 'claim'
            when given_line_number is not null then 'line ' || given_line_number
            when line_control_number is not null then 'id ' || line_control_number
        end as given_line_key,
        try_cast(charge_amount as decimal(12, 2))
            - coalesce(try_cast(paid_amount as decimal(12, 2)), 0) as unpaid_amount,
    from temp.csv_rows
    where extract_kind = 'remittance' and rejection_reason is null
),

remittances as (
    select
        file_id,
        remittance_key,
        row_number() over (
            partition by file_id
            order by min(row_number)
        ) as transaction_set_number,
    from rows_with_keys
    group by file_id, remittance_key
),

claims as (
    select
        file_id,
        remittance_key,
        claim_key,
        row_number() over (
            partition by file_id, remittance_key
            order by min(row_number)
        ) as claim_number,
    from rows_with_keys
    group by file_id, remittance_key, claim_key
),

rows_with_claims as (
    select
        rows_with_keys.file_id,
        rows_with_keys.row_number,
        remittances.transaction_set_number,
        claims.claim_number,
        rows_with_keys.service_key,
        rows_with_keys.given_line_key,
        rows_with_keys.unpaid_amount,
    from rows_with_keys
    inner join remittances using (file_id, remittance_key)
    inner join claims using (file_id, remittance_key, claim_key)
),

-- Rows alike in all but their reasons are either several lines or one line told once per reason.
alike_rows as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_key,
        any_value(unpaid_amount) as unpaid_amount,
        min(row_number) as first_row_number,
        unnest(list(row_number)) as row_number,
        count(*) as row_count,
    from rows_with_claims
    where given_line_key is null
    group by file_id, transaction_set_number, claim_number, service_key
    having count(*) > 1
),

reasons_per_row as (
    select
        file_id,
        row_number,
        sum(amount) as stated_amount,
        bool_and(amount is not null) as has_all_amounts,
        bool_or(amount is not null) as has_amounts,
        list_sort(list(carc_code)) as carc_codes,
    from temp.csv_reasons
    semi join alike_rows using (file_id, row_number)
    group by file_id, row_number
),

-- The sums decide: if the amounts of all rows together explain charge minus paid once, it is one
-- line (835 guide, balancing). Without any amounts, rows that each cite another reason are one line.
lines_told_in_rows as (
    select
        file_id,
        first_row_number,
        unnest(list(row_number)) as row_number,
    from alike_rows
    inner join reasons_per_row using (file_id, row_number)
    group by file_id, first_row_number
    having
        count(*) = any_value(row_count)
        and count(distinct carc_codes) = any_value(row_count)
        and case
            when bool_or(has_amounts)
                then bool_and(has_all_amounts) and sum(stated_amount) = any_value(unpaid_amount)
            else true
        end
),

rows_with_lines as (
    select
        rows_with_claims.*,
        coalesce(
            given_line_key, 'row ' || coalesce(first_row_number, rows_with_claims.row_number)
        ) as line_key,
    from rows_with_claims
    left join lines_told_in_rows using (file_id, row_number)
),

first_rows as (
    select
        file_id,
        row_number,
        transaction_set_number,
        claim_number,
        line_key,
        min(row_number) over (
            partition by file_id, transaction_set_number, claim_number, line_key
        ) as first_row_number,
    from rows_with_lines
)

select
    file_id,
    row_number,
    transaction_set_number::integer as transaction_set_number,
    claim_number::integer as claim_number,
    case
        when line_key = 'claim' then 0
        else
            dense_rank() over (
                partition by file_id, transaction_set_number, claim_number, line_key = 'claim'
                order by first_row_number
            )
    end::integer as service_line_number,
from first_rows
