-- Which amounts, dates and procedures of remittances cannot be read? They are kept as unknown, never guessed.
-- And which amounts are not in dollars and cents? They are read to the nearest cent.
-- grain: one row per value
with given_values as (
    select * from intake.given_values('raw.remittance_835_remittances', 'amount', [payment_amount])
    union all
    select * from
        intake.given_values(
            'raw.remittance_835_remittances', 'date', [payment_date, production_date]
        )
    union all
    select * from
        intake.given_values(
            'raw.remittance_835_claims', 'amount', [charge_amount, paid_amount, interest_amount]
        )
    union all
    select * from
        intake.given_values(
            'raw.remittance_835_claims', 'date', [statement_from_date, statement_to_date]
        )
    union all
    select * from
        intake.given_values(
            'raw.remittance_835_lines', 'amount', [charge_amount, paid_amount, allowed_amount]
        )
    union all
    select * from
        intake.given_values(
            'raw.remittance_835_lines', 'date', [service_from_date, service_to_date]
        )
    union all
    select * from intake.given_values('raw.remittance_835_adjustments', 'amount', [amount])
    union all
    select *
    from
        intake.given_values('raw.remittance_835_provider_adjustments', 'amount', [amount])
),

-- Materialized: what is worked out of a value is not planned for each of the columns above.
odd_values as materialized (
    select
        *,
        case
            when kind = 'date'
                then case when staging.date_of(given) is null then 'unreadable_date' end
            when staging.amount_of(given) is null then 'unreadable_amount'
            when kind = 'amount' and staging.is_beyond_cents(given) then 'rounded_amount'
        end as finding_key,
    from given_values
    where given is not null and finding_key is not null
)

select
    file_id,
    transaction_set_number,
    segment_number,
    finding_key,
    raw.shape_of(given) as found,
from odd_values
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'unreadable_procedure' as finding_key,
    raw.shape_of(procedure_qualifier) as found,
from raw.remittance_835_lines
where
    file_id in (select file_id from temp.files_in_hand)
    and procedure_code is null
    and length(procedure_qualifier) > 2
