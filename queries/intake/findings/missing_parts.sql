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
    'missing_payment' as finding_key,
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
    'missing_trace' as finding_key,
from own
where trace_number is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_payer' as finding_key,
from own
where payer_name_as_given is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_date' as finding_key,
from own
where coalesce(payment_date, production_date) is null
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_control_number_of_answer' as finding_key,
from staging.remitted_claims
where
    file_id in (select file_id from temp.files_in_hand)
    and coalesce(patient_control_number, '') = ''
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_amount_of_claim' as finding_key,
from raw.remittance_835_claims
where
    file_id in (select file_id from temp.files_in_hand)
    and (charge_amount is null or paid_amount is null)
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_amount_of_line' as finding_key,
from raw.remittance_835_lines
where
    file_id in (select file_id from temp.files_in_hand)
    and (charge_amount is null or paid_amount is null)
union all
select
    file_id,
    transaction_set_number,
    segment_number,
    'missing_amount_of_adjustment' as finding_key,
from raw.remittance_835_adjustments
where
    file_id in (select file_id from temp.files_in_hand)
    and amount is null
