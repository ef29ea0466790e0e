-- What did payers take or add outside any claim?
-- grain: one row per provider adjustment (PLB)
select
    provider_adjustments.payer_name,
    provider_adjustments.reason_code,
    provider_adjustments.reference_id,
    provider_adjustments.trace_number,
    provider_adjustments.amount,
    provider_adjustments.remit_date,
    files.file_name,
    provider_adjustments.segment_number,
from marts.provider_adjustments
inner join marts.files
    on provider_adjustments.file_id = files.file_id and files.status = 'loaded'
order by
    provider_adjustments.remit_date desc,
    provider_adjustments.payer_name,
    files.file_name,
    provider_adjustments.segment_number,
    provider_adjustments.adjustment_number
