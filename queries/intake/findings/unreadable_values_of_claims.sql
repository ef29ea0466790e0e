-- Which amounts and dates of billed claims cannot be read? They are kept as unknown, never guessed.
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
    select * from intake.given_values('raw.claim_837_lines', 'amount', [charge_amount, units])
    union all
    select * from
        intake.given_values('raw.claim_837_lines', 'first_date', string_split(service_dates, '-'))
    union all
    select * from intake.given_values('raw.claim_837_other_payers', 'amount', [paid_amount])
),

-- Materialized: what is worked out of a value is not planned for each of the columns above.
unreadable as materialized (
    select *
    from given_values
    where
        given is not null
        and case kind
            when 'amount' then staging.amount_of(given) is null
            else staging.first_day_of(given) is null
        end
)

select
    file_id,
    transaction_set_number,
    segment_number,
    case kind when 'amount' then 'unreadable_amount' else 'unreadable_date' end as finding_key,
    raw.shape_of(given) as found,
from unreadable
