-- A row of an extract, its amounts and dates made alike, and why it cannot be used, if so.
-- grain: one row per row of an extract in which anything stands; kept for the load only
--
-- All is still text, in the forms of X12 ("1234.50", "20261001"): staging reads one kind.
with cells as (
    select
        file_id,
        row_number,
        extract_kind,
        raw.cell_of(
            columns(lambda name: name not in ('file_id', 'row_number', 'extract_kind'))
        ),
    from temp.extract_rows
),

read_rows as (
    select
        *,
        raw.amount_text_of(columns('^(.+_amount)$')) as "read_\1",
        raw.date_text_of(columns('^((remit|received|submission)_date)$')) as "read_\1",
        raw.date_text_of(raw.end_of_date_range(service_from_date, 1))
            as read_service_from_date,
        raw.date_text_of(
            coalesce(service_to_date, raw.end_of_date_range(service_from_date, 2))
        ) as read_service_to_date,
        coalesce(
            *columns(lambda name: name not in ('file_id', 'row_number', 'extract_kind'))
        ) as first_cell,
    from cells
),

faults as (
    select
        *,
        concat_ws(
            '; ',
            raw.fault_of_cell('remittance date', remit_date, read_remit_date),
            raw.fault_of_cell('service date', service_from_date, read_service_from_date),
            raw.fault_of_cell('last service date', service_to_date, read_service_to_date),
            raw.fault_of_cell('received date', received_date, read_received_date),
            raw.fault_of_cell('submission date', submission_date, read_submission_date),
            raw.fault_of_cell('check amount', check_amount, read_check_amount),
            raw.fault_of_cell('charge amount', charge_amount, read_charge_amount),
            raw.fault_of_cell('paid amount', paid_amount, read_paid_amount),
            raw.fault_of_cell('allowed amount', allowed_amount, read_allowed_amount),
            raw.fault_of_cell('deductible', deductible_amount, read_deductible_amount),
            raw.fault_of_cell('coinsurance', coinsurance_amount, read_coinsurance_amount),
            raw.fault_of_cell('copay', copay_amount, read_copay_amount),
            raw.fault_of_cell(
                'contractual amount', contractual_amount, read_contractual_amount
            ),
            raw.fault_of_cell('denied amount', denied_amount, read_denied_amount),
            raw.fault_of_cell(
                'patient responsibility',
                patient_responsibility_amount,
                read_patient_responsibility_amount
            )
        ) as fault,
    from read_rows
    where first_cell is not null
)

select
    * exclude (
        first_cell,
        fault,
        read_remit_date,
        read_service_from_date,
        read_service_to_date,
        read_received_date,
        read_submission_date,
        read_check_amount,
        read_charge_amount,
        read_paid_amount,
        read_allowed_amount,
        read_deductible_amount,
        read_coinsurance_amount,
        read_copay_amount,
        read_contractual_amount,
        read_denied_amount,
        read_patient_responsibility_amount
    )
    replace (
        read_remit_date as remit_date,
        read_service_from_date as service_from_date,
        read_service_to_date as service_to_date,
        read_received_date as received_date,
        read_submission_date as submission_date,
        read_check_amount as check_amount,
        read_charge_amount as charge_amount,
        read_paid_amount as paid_amount,
        read_allowed_amount as allowed_amount,
        read_deductible_amount as deductible_amount,
        read_coinsurance_amount as coinsurance_amount,
        read_copay_amount as copay_amount,
        read_contractual_amount as contractual_amount,
        read_denied_amount as denied_amount,
        read_patient_responsibility_amount as patient_responsibility_amount,
        raw.claim_status_code_of(claim_status_code, read_charge_amount)
            as claim_status_code
    )
    -- As given; our own number of the line is worked out with its place.
    rename (service_line_number as given_line_number),
    case
        when regexp_matches(patient_control_number, '(?i)^(grand |sub)?-?totals?\b')
            then 'a total, not a claim'
        when patient_control_number is null
            then 'no patient account or claim number: a total, or a row cut short'
        else nullif(fault, '')
    end as rejection_reason,
from faults
