-- Which amounts, dates and procedures of an 835 cannot be read? They are kept as unknown, never guessed.
-- grain: one row per value
with given_values as (
    select
        file_id, transaction_set_number, segment_number, 'amount' as kind, payment_amount as given,
    from raw.remittance_835_remittances
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'date' as kind,
        unnest([payment_date, production_date]) as given,
    from raw.remittance_835_remittances
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'amount' as kind,
        unnest([charge_amount, paid_amount, interest_amount]) as given,
    from raw.remittance_835_claims
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'date' as kind,
        unnest([statement_from_date, statement_to_date]) as given,
    from raw.remittance_835_claims
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'amount' as kind,
        unnest([charge_amount, paid_amount, allowed_amount]) as given,
    from raw.remittance_835_lines
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'date' as kind,
        unnest([service_from_date, service_to_date]) as given,
    from raw.remittance_835_lines
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select file_id, transaction_set_number, segment_number, 'amount' as kind, amount as given,
    from raw.remittance_835_adjustments
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select file_id, transaction_set_number, segment_number, 'amount' as kind, amount as given,
    from raw.remittance_835_provider_adjustments
    where file_id in (select file_id from temp.files_in_hand)
)

select
    file_id,
    transaction_set_number,
    segment_number,
    'unreadable_' || kind as finding_code,
    raw.shape_of(given) as found,
    case kind when 'amount' then 'a number' else 'a day as CCYYMMDD' end as expected,
    case kind
        when 'amount' then 'An amount is not a number; it is taken as unknown.'
        else 'A date is not a day of the calendar; it is taken as unknown.'
    end as message,
from given_values
where
    given is not null
    and case kind
        when 'amount' then staging.amount_of(given) is null
        else staging.date_of(given) is null
    end
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'unreadable_procedure' as finding_code,
    raw.shape_of(procedure_qualifier) as found,
    'a qualifier and a code' as expected,
    'A procedure is not parted as the header of the file says; it is taken as unknown.' as message,
from raw.remittance_835_lines
where
    file_id in (select file_id from temp.files_in_hand)
    and procedure_code is null
    and length(procedure_qualifier) > 2
