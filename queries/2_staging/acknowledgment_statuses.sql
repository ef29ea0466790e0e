-- What an acknowledgment says of a claim, a line, a provider or a batch.
-- grain: one row per status segment; service_line_number 0 is above the lines
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    level_number,
    tracking_number,
    service_line_number,
    segment_number,
    status_number,
    -- codes and text
    level_code,
    upper(trim(status_category_code)) as status_category_code,
    staging.code_of(status_code) as status_code,
    upper(trim(entity_code)) as entity_code,
    upper(trim(status_category_code_2)) as status_category_code_2,
    staging.code_of(status_code_2) as status_code_2,
    upper(trim(entity_code_2)) as entity_code_2,
    upper(trim(status_category_code_3)) as status_category_code_3,
    staging.code_of(status_code_3) as status_code_3,
    upper(trim(entity_code_3)) as entity_code_3,
    action_code,
    -- amounts
    staging.amount_of(charge_amount) as charge_amount,
    staging.amount_of(paid_amount) as paid_amount,
    -- dates
    staging.date_of(status_date) as status_date,
from raw.acknowledgment_277_statuses
