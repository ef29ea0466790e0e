-- Which amounts and dates of acknowledgments cannot be read? They are kept as unknown, never guessed.
-- And which amounts are not in dollars and cents? They are read to the nearest cent.
-- grain: one row per value
--
-- These give ranges of days too ('first_date').
with given_values as (
    select * from intake.given_values('raw.acknowledgment_277_statuses', 'amount', [charge_amount])
    union all
    select *
    from intake.given_values('raw.acknowledgment_277_statuses', 'first_date', [status_date])
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
