-- A service line as it was billed.
-- grain: one row per billed service line
-- By name (DuckDB; elsewhere list the columns): an extract fills those it has, the rest are null.
with given as (
    select * from raw.claim_837_lines
    union all by name
    select * from raw.csv_service_lines
)

select
    -- keys
    set_id,
    claim_id,
    line_id,
    file_id,
    transaction_set_number,
    level_number,
    claim_number,
    service_line_number,
    segment_number,
    -- codes and text
    service_kind,
    procedure_qualifier,
    upper(trim(procedure_code)) as procedure_code,
    list_filter(
        [
            upper(trim(modifier_1)), upper(trim(modifier_2)),
            upper(trim(modifier_3)), upper(trim(modifier_4)),
        ],
        lambda modifier: modifier != ''
    ) as modifier_codes,
    procedure_description,
    revenue_code,
    staging.place_of_service_code_of(place_of_service_code) as place_of_service_code,
    list_filter(
        list_transform(
            coalesce(
                string_split(diagnosis_pointers, ' '),
                [
                    diagnosis_pointer_1, diagnosis_pointer_2,
                    diagnosis_pointer_3, diagnosis_pointer_4,
                ]
            ),
            lambda pointer: try_cast(pointer as integer)
        ),
        lambda number: number is not null
    ) as diagnosis_numbers,
    tooth_codes,
    oral_cavity_code,
    drug_code,
    line_control_number,
    prior_authorization_number,
    rendering_provider_name as provider_name,
    rendering_provider_id as provider_npi,
    units_basis_code,
    -- counts and amounts
    try_cast(units as decimal(12, 2)) as billed_units,
    staging.amount_of(charge_amount) as charge_amount,
    -- dates
    staging.first_day_of(service_dates) as service_date,
    staging.last_day_of(service_dates) as service_to_date,
from given
