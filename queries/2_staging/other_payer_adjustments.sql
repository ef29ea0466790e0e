-- What another payer adjusted of a claim or line before it was billed on, and what it paid of it.
-- grain: one row per adjustment, or per payer of a line that adjusted nothing
select
    -- keys
    set_id,
    claim_id,
    file_id,
    transaction_set_number,
    claim_number,
    -- 0 is the claim level.
    service_line_number,
    -- At the claim level that of staging.other_payers; of a line, the order in which it tells them.
    other_payer_number,
    segment_number,
    adjustment_number,
    -- codes
    payer_id,
    upper(trim(group_code)) as group_code,
    ltrim(upper(trim(carc_code)), '0') as carc_code,
    -- amounts
    staging.amount_of(paid_amount) as paid_amount,
    staging.amount_of(amount) as amount,
    try_cast(quantity as decimal(12, 2)) as quantity,
    -- dates
    staging.first_day_of(paid_date) as paid_date,
from raw.claim_837_other_payer_adjustments
