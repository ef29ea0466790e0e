-- A row of a remittance extract that goes on with a row above, with what it takes from there.
-- grain: one row per such row; kept for the load only
--
-- Reports leave out what is above: a row with a reason and no charge goes on with the service
-- above, a row with a service and nothing that names its claim with the claim above. A row that
-- names its payer, patient or check and lacks the claim number is no such row: it is set apart, and
-- so is the total of a procedure.
with rows_with_gaps as (
    select
        file_id,
        row_number,
        nullif(trim(patient_control_number), '') as patient_control_number,
        nullif(trim(procedure_code), '') as procedure_code,
        nullif(trim(service_line_number), '') as service_line_number,
        nullif(trim(charge_amount), '') as charge_amount,
        coalesce(
            nullif(trim(payer_name), ''), nullif(trim(payer_claim_control_number), ''),
            nullif(trim(trace_number), ''), nullif(trim(remit_date), ''),
            nullif(trim(patient_name), ''), nullif(trim(patient_last_name), ''),
            nullif(trim(patient_member_id), '')
        ) is not null as names_its_claim,
        coalesce(
            nullif(trim(charge_amount), ''), nullif(trim(paid_amount), ''),
            nullif(trim(allowed_amount), ''), nullif(trim(denied_amount), '')
        ) is not null as has_amounts,
        coalesce(
            nullif(trim(reason_codes), ''), nullif(trim(reason_code_1), ''),
            nullif(trim(remark_codes), ''), nullif(trim(remark_code_1), '')
        ) is not null as has_reason,
    from temp.extract_rows
    where
        extract_kind = 'remittance'
        and not is_header
        and (
            coalesce(trim(patient_control_number), '') = ''
            or coalesce(trim(charge_amount), '') = ''
        )
),

continuing as (
    select
        *,
        has_reason and not has_amounts as is_of_service,
    from rows_with_gaps
    where
        case
            when patient_control_number is not null then has_reason and not has_amounts
            else
                not names_its_claim
                and not raw.is_total_of_procedures(procedure_code)
                and (has_reason or (procedure_code is not null and has_amounts))
        end
),

claim_heads as (
    select *
    from temp.extract_rows
    where
        file_id in (select file_id from continuing)
        and coalesce(trim(patient_control_number), '') != ''
        and not is_header
        and not raw.is_total_label(patient_control_number)
),

service_heads as (
    select
        *,
        true as is_service,
    from temp.extract_rows
    where
        file_id in (select file_id from continuing)
        and coalesce(trim(charge_amount), '') != ''
        and not is_header
)

select
    own.* replace (
        coalesce(nullif(trim(own.patient_control_number), ''), claim_heads.patient_control_number)
            as patient_control_number,
        coalesce(nullif(trim(own.payer_claim_control_number), ''), claim_heads.payer_claim_control_number)
            as payer_claim_control_number,
        coalesce(nullif(trim(own.claim_status_code), ''), claim_heads.claim_status_code)
            as claim_status_code,
        coalesce(nullif(trim(own.payer_name), ''), claim_heads.payer_name) as payer_name,
        coalesce(nullif(trim(own.payer_id), ''), claim_heads.payer_id) as payer_id,
        coalesce(nullif(trim(own.trace_number), ''), claim_heads.trace_number)
            as trace_number,
        coalesce(nullif(trim(own.remit_date), ''), claim_heads.remit_date) as remit_date,
        coalesce(nullif(trim(own.provider_name), ''), claim_heads.provider_name)
            as provider_name,
        coalesce(nullif(trim(own.provider_npi), ''), claim_heads.provider_npi)
            as provider_npi,
        coalesce(nullif(trim(own.service_from_date), ''), service_heads.service_from_date, claim_heads.service_from_date)
            as service_from_date,
        coalesce(nullif(trim(own.service_to_date), ''), service_heads.service_to_date, claim_heads.service_to_date)
            as service_to_date,
        coalesce(nullif(trim(own.procedure_code), ''), service_heads.procedure_code)
            as procedure_code,
        coalesce(nullif(trim(own.modifiers), ''), service_heads.modifiers) as modifiers,
        coalesce(nullif(trim(own.modifier_1), ''), service_heads.modifier_1)
            as modifier_1,
        coalesce(nullif(trim(own.modifier_2), ''), service_heads.modifier_2)
            as modifier_2,
        coalesce(nullif(trim(own.modifier_3), ''), service_heads.modifier_3)
            as modifier_3,
        coalesce(nullif(trim(own.modifier_4), ''), service_heads.modifier_4)
            as modifier_4,
        coalesce(nullif(trim(own.revenue_code), ''), service_heads.revenue_code)
            as revenue_code,
        coalesce(nullif(trim(own.units), ''), service_heads.units) as units,
        coalesce(nullif(trim(own.charge_amount), ''), service_heads.charge_amount)
            as charge_amount,
        coalesce(nullif(trim(own.service_line_number), ''), service_heads.service_line_number)
            as service_line_number,
        coalesce(nullif(trim(own.line_control_number), ''), service_heads.line_control_number)
            as line_control_number
    ),
from continuing
inner join temp.extract_rows as own
    on continuing.file_id = own.file_id and continuing.row_number = own.row_number
asof inner join claim_heads
    on continuing.file_id = claim_heads.file_id and continuing.row_number > claim_heads.row_number
asof left join service_heads
    on
        continuing.file_id = service_heads.file_id
        and continuing.is_of_service = service_heads.is_service
        and continuing.row_number > service_heads.row_number
where
    coalesce(
        continuing.patient_control_number = trim(claim_heads.patient_control_number), true
    )
    and (
        not continuing.is_of_service
        or (
            coalesce(continuing.procedure_code = trim(service_heads.procedure_code), true)
            and coalesce(
                continuing.service_line_number = trim(service_heads.service_line_number), true
            )
            -- No other claim opens between the service and this row.
            and coalesce(
                nullif(trim(service_heads.patient_control_number), '')
                = trim(claim_heads.patient_control_number),
                service_heads.row_number > claim_heads.row_number
            )
        )
    )
