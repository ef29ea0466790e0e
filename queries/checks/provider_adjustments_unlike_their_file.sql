-- Money a payer moved outside any claim (PLB) is there once, with the amount of its file.
-- grain: one row per provider adjustment that is missing, doubled or different
select
    provider_adjustments.file_id,
    provider_adjustments.transaction_set_number,
    provider_adjustments.segment_number,
    provider_adjustments.adjustment_number,
    count(kept.file_id) as row_count,
from staging.provider_adjustments
inner join (
    select distinct file_id from temp.recounted_claims
) as touched
    on provider_adjustments.file_id = touched.file_id
left join marts.provider_adjustments as kept
    on
        provider_adjustments.set_id = kept.set_id
        and provider_adjustments.segment_number = kept.segment_number
        and provider_adjustments.adjustment_number = kept.adjustment_number
group by
    provider_adjustments.file_id,
    provider_adjustments.transaction_set_number,
    provider_adjustments.segment_number,
    provider_adjustments.adjustment_number
having
    count(kept.file_id) != 1
    or not bool_and(
        kept.amount is not distinct from provider_adjustments.amount
        and kept.reason_code is not distinct from provider_adjustments.reason_code
    )
