-- One reason why a charge was not paid whole, as the payer wrote it.
-- grain: one row per adjustment; service_line_number 0 is the claim level
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.remittance_835_adjustments
    union all by name
    select * from raw.csv_adjustments
)

select
    -- keys
    set_id,
    claim_id,
    line_id,
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    segment_number,
    adjustment_number,
    -- codes
    upper(trim(group_code)) as group_code,
    case
        when carc_code = 'not stated' then carc_code
        else staging.code_of(carc_code)
    end as carc_code,
    -- What an extract says in words where it has no code, in our words.
    reason_words,
    -- amounts
    staging.amount_of(amount) as amount,
    -- What a row without amounts leaves unexplained, shared by all its reasons.
    staging.amount_of(residual_amount) as residual_amount,
    try_cast(quantity as decimal(12, 2)) as quantity,
from given
