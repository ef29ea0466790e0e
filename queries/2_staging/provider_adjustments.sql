-- Money a payer moved outside any claim.
-- grain: one row per provider adjustment
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    segment_number,
    adjustment_number,
    -- codes and text
    provider_id,
    reason_code,
    reference_id,
    -- amounts
    staging.amount_of(amount) as amount,
    -- dates
    staging.date_of(fiscal_date) as fiscal_date,
from raw.remittance_835_provider_adjustments
