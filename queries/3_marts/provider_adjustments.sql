-- Money a payer moved outside any claim, with its payer and week.
-- grain: one row per provider adjustment (PLB)
-- scope: store
select
    provider_adjustments.set_id,
    provider_adjustments.file_id,
    provider_adjustments.transaction_set_number,
    provider_adjustments.segment_number,
    provider_adjustments.adjustment_number,
    remittances.payer_name,
    remittances.trace_number,
    provider_adjustments.reason_code,
    provider_adjustments.reference_id,
    provider_adjustments.amount,
    remittances.remit_date,
    remittances.remit_week,
from staging.provider_adjustments
inner join marts.remittances on provider_adjustments.set_id = remittances.set_id;

comment on column marts.provider_adjustments.set_id is 'Key of the transaction set.';
comment on column marts.provider_adjustments.file_id is 'Key of the file.';
comment on column marts.provider_adjustments.transaction_set_number is 'Which transaction set of the file.';
comment on column marts.provider_adjustments.segment_number is 'Segment of the file.';
comment on column marts.provider_adjustments.adjustment_number is 'Which pair of the PLB segment.';
comment on column marts.provider_adjustments.payer_name is 'Name the team knows the payer by.';
comment on column marts.provider_adjustments.trace_number is 'Check or transfer number.';
comment on column marts.provider_adjustments.reason_code is 'WO, L6, FB, 72, CS … (PLB03-1).';
comment on column marts.provider_adjustments.reference_id is 'What it refers to (PLB03-2).';
comment on column marts.provider_adjustments.amount is 'US dollars taken from the payment; negative adds to it.';
comment on column marts.provider_adjustments.remit_date is 'Day of the remittance.';
comment on column marts.provider_adjustments.remit_week is 'Monday of that week.';
