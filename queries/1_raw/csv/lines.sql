-- A payer's answer to a service line as a remittance extract gives it.
-- grain: one row per service line of a claim; rows about a whole claim have none
-- ids: set_id, claim_id, line_id
with services as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        min(row_number) as row_number,
        arg_min(procedure_code, row_number) as procedure,
        arg_min(
            [modifiers, modifier_1, modifier_2, modifier_3, modifier_4], row_number
        ) as modifier_cells,
        arg_min(revenue_code, row_number) as revenue_code,
        arg_min(units, row_number) as paid_units,
        arg_min(service_from_date, row_number) as service_from_date,
        arg_min(service_to_date, row_number) as service_to_date,
        -- A line number stays with its line from answer to answer, as a control number does.
        arg_min(coalesce(line_control_number, given_line_number), row_number)
            as line_control_number,
        arg_min(provider_npi, row_number) as rendering_provider_id,
    from temp.csv_placed_rows
    inner join temp.csv_rows using (file_id, row_number)
    where service_line_number > 0
    group by file_id, transaction_set_number, claim_number, service_line_number
),

parted as (
    select
        *,
        raw.procedure_parts_of(procedure) as parts,
    from services
),

modifiers as (
    select
        *,
        raw.modifiers_in(list_concat([parts.modifiers], modifier_cells)) as modifier_codes,
    from parted
)

select
    modifiers.file_id,
    modifiers.transaction_set_number,
    modifiers.claim_number,
    modifiers.service_line_number,
    modifiers.row_number as segment_number,
    modifiers.row_number,
    nullif(modifiers.parts['qualifier'], '') as procedure_qualifier,
    nullif(modifiers.parts['code'], '') as procedure_code,
    modifier_codes[1] as modifier_1,
    modifier_codes[2] as modifier_2,
    modifier_codes[3] as modifier_3,
    modifier_codes[4] as modifier_4,
    coalesce(answered_lines.charge_amount, derived_charges.charge_amount)::varchar as charge_amount,
    answered_lines.paid_amount::varchar as paid_amount,
    revenue_code,
    paid_units,
    service_from_date,
    service_to_date,
    line_control_number,
    answered_lines.allowed_amount::varchar as allowed_amount,
    rendering_provider_id,
from modifiers
inner join temp.csv_answered_lines as answered_lines
    using (
        file_id, transaction_set_number, claim_number, service_line_number
    )
left join temp.csv_derived_charges as derived_charges using (
    file_id, transaction_set_number, claim_number, service_line_number
)
