-- Which amounts and dates of billed claims cannot be read? They are kept as unknown, never guessed.
-- And which amounts are not in dollars and cents? They are read to the nearest cent.
-- grain: one row per value
--
-- These give ranges of days too ('first_date').
with given_values as (
    select * from intake.given_values('raw.claim_837_transactions', 'first_date', [batch_date])
    union all
    select * from intake.given_values('raw.claim_837_claims', 'amount', [charge_amount])
    union all
    select * from
        intake.given_values(
            'raw.claim_837_claims', 'first_date', string_split(statement_dates, '-')
        )
    union all
    select * from intake.given_values('raw.claim_837_lines', 'amount', [charge_amount])
    union all
    select * from intake.given_values('raw.claim_837_lines', 'units', [units])
    union all
    select * from
        intake.given_values('raw.claim_837_lines', 'first_date', string_split(service_dates, '-'))
    union all
    select * from intake.given_values('raw.claim_837_other_payers', 'amount', [paid_amount])
),

-- Materialized: what is worked out of a value is not planned for each of the columns above.
odd_values as materialized (
    select
        *,
        case
            when kind = 'first_date'
                then case when staging.first_day_of(given) is null then 'unreadable_date' end
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
