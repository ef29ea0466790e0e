-- Which amounts and dates of claims and acknowledgments cannot be read? They are kept as unknown.
-- grain: one row per value
with given_values as (
    select file_id, transaction_set_number, segment_number, 'date' as kind, batch_date as given,
    from raw.claim_837_transactions
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'amount' as kind, charge_amount as given,
    from raw.claim_837_claims
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'date' as kind,
        unnest(string_split(statement_dates, '-')) as given,
    from raw.claim_837_claims
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'amount' as kind,
        unnest([charge_amount, units]) as given,
    from raw.claim_837_lines
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'date' as kind,
        unnest(string_split(service_dates, '-')) as given,
    from raw.claim_837_lines
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select file_id, transaction_set_number, segment_number, 'amount' as kind, paid_amount as given,
    from raw.claim_837_other_payers
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select
        file_id, transaction_set_number, segment_number, 'amount' as kind, charge_amount as given,
    from raw.acknowledgment_277_statuses
    where file_id in (select file_id from temp.files_in_hand)
    union all
    select file_id, transaction_set_number, segment_number, 'date' as kind, status_date as given,
    from raw.acknowledgment_277_statuses
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
        else staging.first_day_of(given) is null
    end
