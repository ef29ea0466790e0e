-- A payer's answer to a service line.
-- grain: one row per answered service line
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.remittance_835_lines
    union all by name
    select * from raw.csv_lines
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
    -- codes and text
    procedure_qualifier,
    upper(trim(procedure_code)) as procedure_code,
    upper(trim(submitted_procedure_code)) as submitted_procedure_code,
    list_filter(
        [
            upper(trim(modifier_1)),
            upper(trim(modifier_2)),
            upper(trim(modifier_3)),
            upper(trim(modifier_4))
        ],
        lambda modifier: modifier != ''
    ) as modifier_codes,
    list_filter(
        [
            upper(trim(submitted_modifier_1)), upper(trim(submitted_modifier_2)),
            upper(trim(submitted_modifier_3)), upper(trim(submitted_modifier_4)),
        ],
        lambda modifier: modifier != ''
    ) as submitted_modifier_codes,
    revenue_code,
    line_control_number,
    rendering_provider_id as provider_npi,
    -- counts and amounts
    try_cast(paid_units as decimal(12, 2)) as paid_units,
    try_cast(original_units as decimal(12, 2)) as original_units,
    staging.amount_of(charge_amount) as charge_amount,
    staging.amount_of(paid_amount) as paid_amount,
    staging.amount_of(allowed_amount) as allowed_amount,
    -- dates
    staging.date_of(service_from_date) as service_date,
    staging.date_of(service_to_date) as service_to_date,
from given
