-- A service line as it was billed, as a claim extract gives it.
-- grain: one row per service line of a claim; rows about a whole claim have none
-- ids: set_id, claim_id, line_id
with services as (
    select
        file_id,
        transaction_set_number,
        level_number,
        claim_number,
        service_line_number,
        min(row_number) as row_number,
        arg_min(given_line_number, row_number) as given_line_number,
        raw.procedure_parts_of(arg_min(procedure_code, row_number)) as procedure,
        arg_min(
            [modifiers, modifier_1, modifier_2, modifier_3, modifier_4], row_number
        ) as modifier_cells,
        arg_min(revenue_code, row_number) as revenue_code,
        arg_min(facility_type_code, row_number) filter (facility_type_qualifier = 'B')
            as place_of_service_code,
        arg_min(units, row_number) as units,
        arg_min(charge_amount, row_number) as charge_amount,
        arg_min(service_from_date, row_number) as first_date,
        arg_min(service_to_date, row_number) as last_date,
        -- A line number stays with its line from submission to answer, as a control number does.
        arg_min(coalesce(line_control_number, given_line_number), row_number)
            as line_control_number,
        arg_min(provider_name, row_number) as rendering_provider_name,
        arg_min(provider_npi, row_number) as rendering_provider_id,
    from temp.csv_billed_rows
    where service_line_number > 0
    group by file_id, transaction_set_number, level_number, claim_number, service_line_number
),

diagnoses as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        array_to_string(list(diagnosis_number order by citing_number), ' ') as diagnosis_pointers,
    from temp.csv_billed_diagnoses
    group by file_id, transaction_set_number, claim_number, service_line_number
),

lines as (
    select
        services.*,
        raw.modifiers_in(list_concat([procedure['modifiers']], modifier_cells)) as modifier_codes,
        diagnoses.diagnosis_pointers,
    from services
    left join diagnoses using (
        file_id, transaction_set_number, claim_number, service_line_number
    )
)

select
    file_id,
    transaction_set_number,
    level_number,
    claim_number,
    service_line_number,
    row_number as segment_number,
    row_number,
    given_line_number,
    nullif(procedure.qualifier, '') as procedure_qualifier,
    nullif(procedure.code, '') as procedure_code,
    modifier_codes[1] as modifier_1,
    modifier_codes[2] as modifier_2,
    modifier_codes[3] as modifier_3,
    modifier_codes[4] as modifier_4,
    revenue_code,
    place_of_service_code,
    diagnosis_pointers,
    units,
    charge_amount,
    nullif(concat_ws('-', first_date, last_date), '') as service_dates,
    line_control_number,
    rendering_provider_name,
    rendering_provider_id,
from lines
