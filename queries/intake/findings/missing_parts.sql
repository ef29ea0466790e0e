-- What does a remittance of a file not say that it should?
-- grain: one row per remittance and thing missing, or per claim, line or adjustment that lacks one
with own as (
    select *
    from staging.remittances
    where file_id in (select file_id from temp.files_in_hand)
)

select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_payment' as finding_code,
    'no payment amount' as found,
    'BPR' as expected,
    'The remittance does not say what was paid.' as message,
from own
where
    payment_amount is null
    -- Extracts of practice systems mostly have no check amount; nothing is missing there.
    and file_id in (select file_id from raw.remittance_835_remittances)
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_trace' as finding_code,
    'no trace number' as found,
    'TRN' as expected,
    'The remittance has no check or transfer number.' as message,
from own
where trace_number is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_payer' as finding_code,
    'no payer name' as found,
    'N1*PR' as expected,
    'The remittance does not name its payer.' as message,
from own
where payer_name_as_given is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_date' as finding_code,
    'no date' as found,
    'BPR16 or DTM*405' as expected,
    'The remittance has no date: its lines stand in no week.' as message,
from own
where coalesce(payment_date, production_date) is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_control_number' as finding_code,
    'no patient control number' as found,
    'CLP01' as expected,
    'A claim has no number of ours, so it cannot be joined to other answers.' as message,
from staging.remitted_claims
where
    file_id in (select file_id from temp.files_in_hand)
    and coalesce(patient_control_number, '') = ''
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_amount' as finding_code,
    'no charge or payment' as found,
    'CLP03 and CLP04' as expected,
    'A claim does not say what was charged or what was paid; it is taken as unknown.' as message,
from raw.remittance_835_claims
where
    file_id in (select file_id from temp.files_in_hand)
    and (charge_amount is null or paid_amount is null)
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_amount' as finding_code,
    'no charge or payment' as found,
    'SVC02 and SVC03' as expected,
    'A line does not say what was charged or what was paid; it is taken as unknown.' as message,
from raw.remittance_835_lines
where
    file_id in (select file_id from temp.files_in_hand)
    and (charge_amount is null or paid_amount is null)
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_amount' as finding_code,
    'missing amount' as found,
    'an amount beside each reason' as expected,
    'An adjustment has a reason and no amount; it is taken as unknown, never guessed.' as message,
from raw.remittance_835_adjustments
where
    file_id in (select file_id from temp.files_in_hand)
    and amount is null
