-- The remittance and claim of a usable row of a remittance extract, and what tells its service.
-- grain: one row per usable row of a remittance extract; kept for the load only
--
-- A remittance is a payer, a trace number and a date; a claim of it, a patient control number, a
-- payer claim number and a status (so a reversal is separate from the correction beside it).
-- Numbers follow first rows. A row without a procedure, revenue code or line number is a whole
-- claim.
with answer_rows as (
    select *
    from temp.csv_rows
    where extract_kind = 'remittance' and rejection_reason is null
),

-- A row without a date has that of its check. Where a file has no date at all, nothing can have been
-- answered before the last day of service: that day of the check, or of the claim, is used.
undated_checks as (
    select
        file_id,
        payer_name,
        trace_number,
        case when trace_number is null then patient_control_number end as claim_without_check,
        max(remit_date) as given_date,
        max(coalesce(service_to_date, service_from_date)) as last_service_date,
    from answer_rows
    where file_id in (select file_id from answer_rows where remit_date is null)
    group by file_id, payer_name, trace_number, claim_without_check
),

dated_files as (
    select distinct file_id,
    from answer_rows
    where remit_date is not null
),

dated_rows as (
    select
        answer_rows.*,
        coalesce(
            answer_rows.remit_date,
            case when answer_rows.trace_number is not null then undated_checks.given_date end,
            case when dated_files.file_id is null then undated_checks.last_service_date end
        ) as answer_date,
    from answer_rows
    left join undated_checks
        on
            answer_rows.remit_date is null
            and answer_rows.file_id = undated_checks.file_id
            and answer_rows.payer_name is not distinct from undated_checks.payer_name
            and answer_rows.trace_number is not distinct from undated_checks.trace_number
            and case
                when answer_rows.trace_number is null then answer_rows.patient_control_number
            end is not distinct from undated_checks.claim_without_check
    left join dated_files on answer_rows.file_id = dated_files.file_id
),

rows_with_keys as (
    select
        file_id,
        row_number,
        answer_date,
        concat_ws(
            chr(31),
            coalesce(payer_name, ''), coalesce(payer_id, ''), coalesce(trace_number, ''),
            coalesce(answer_date, '')
        ) as remittance_key,
        concat_ws(
            chr(31),
            patient_control_number, coalesce(payer_claim_control_number, ''),
            claim_status_code
        ) as number_key,
        concat_ws(
            chr(31),
            coalesce(procedure_code, ''), coalesce(modifiers, ''), coalesce(modifier_1, ''),
            coalesce(modifier_2, ''), coalesce(modifier_3, ''), coalesce(modifier_4, ''),
            coalesce(service_from_date, ''), coalesce(revenue_code, ''), coalesce(units, ''),
            coalesce(charge_amount, '')
        ) as service_key,
        procedure_code is null
        and revenue_code is null
        and given_line_number is null as is_whole_claim,
        case
            when given_line_number is not null then 'line ' || given_line_number
            when line_control_number is not null then 'id ' || line_control_number
        end as given_line_key,
        concat_ws(chr(31), service_from_date, charge_amount) as visit_key,
        try_cast(charge_amount as decimal(12, 2)) as charge_amount,
        try_cast(paid_amount as decimal(12, 2)) as paid_amount,
    from dated_rows
),

-- An account may have many visits in one remittance: where each row is a whole claim and nothing of
-- the payer tells them apart, their days and charges do.
-- One file: numbers are given to what all steps together tell apart.
accounts as (
    select
        file_id,
        remittance_key,
        number_key,
    from rows_with_keys
    where is_whole_claim
    group by file_id, remittance_key, number_key
    having count(distinct visit_key) > 1
),

lines_of_accounts as (
    select distinct
        rows_with_keys.file_id,
        rows_with_keys.remittance_key,
        rows_with_keys.number_key,
    from rows_with_keys
    inner join accounts using (file_id, remittance_key, number_key)
    where not rows_with_keys.is_whole_claim
),

rows_with_claim_keys as (
    select
        rows_with_keys.*,
        case
            when accounts.number_key is not null and lines_of_accounts.number_key is null
                then concat_ws(chr(31), rows_with_keys.number_key, rows_with_keys.visit_key)
            else rows_with_keys.number_key
        end as claim_key,
    from rows_with_keys
    left join accounts using (file_id, remittance_key, number_key)
    left join lines_of_accounts using (file_id, remittance_key, number_key)
),

remittances as (
    select
        file_id,
        remittance_key,
        row_number() over (
            partition by file_id
            order by min(row_number)
        ) as transaction_set_number,
    from rows_with_claim_keys
    group by file_id, remittance_key
),

claims as (
    select
        file_id,
        remittance_key,
        claim_key,
        row_number() over (
            partition by file_id, remittance_key
            order by min(row_number)
        ) as claim_number,
    from rows_with_claim_keys
    group by file_id, remittance_key, claim_key
)

select
    rows_with_claim_keys.file_id,
    rows_with_claim_keys.row_number,
    remittances.transaction_set_number::integer as transaction_set_number,
    claims.claim_number::integer as claim_number,
    rows_with_claim_keys.answer_date,
    case
        when rows_with_claim_keys.is_whole_claim then 'claim'
        else rows_with_claim_keys.given_line_key
    end as given_line_key,
    rows_with_claim_keys.service_key,
    rows_with_claim_keys.charge_amount,
    rows_with_claim_keys.paid_amount,
from rows_with_claim_keys
inner join remittances using (file_id, remittance_key)
inner join claims using (file_id, remittance_key, claim_key)
