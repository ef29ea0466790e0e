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
