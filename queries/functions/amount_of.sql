-- An amount in US dollars from text; null when it is not a number.
create or replace macro staging.amount_of(given) as
    try_cast(trim(given) as decimal(12, 2))
