-- A service line an acknowledgment speaks of.
-- grain: one row per line of an acknowledgment
select
    -- keys
    set_id,
    file_id,
    transaction_set_number,
    level_number,
    tracking_number,
    service_line_number,
    segment_number,
    -- codes and text
    procedure_qualifier,
    upper(trim(procedure_code)) as procedure_code,
    list_filter(
        [
            upper(trim(modifier_1)), upper(trim(modifier_2)),
            upper(trim(modifier_3)), upper(trim(modifier_4)),
        ],
        lambda modifier: modifier != ''
    ) as modifier_codes,
    revenue_code,
    line_control_number,
    -- counts and amounts
    try_cast(units as decimal(12, 2)) as billed_units,
    staging.amount_of(charge_amount) as charge_amount,
    -- dates
    staging.first_day_of(service_dates) as service_date,
from raw.acknowledgment_277_lines
