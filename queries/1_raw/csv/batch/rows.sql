-- A row of an extract, its amounts and dates made alike, and why it cannot be used, if so.
-- grain: one row per row of an extract in which anything stands; kept for the load only
--
-- All is still text, in the forms of X12 ("1234.50", "20261001"): staging reads one kind. Totals,
-- titles, page lines and repeated headers are no claims: they are set apart. One list of columns,
-- so this file is long.
with whole_rows as (
    select
        extract_rows.*,
        false as goes_on,
    from temp.extract_rows
    anti join temp.csv_continuations using (file_id, row_number)
    union all by name
    select
        *,
        true as goes_on,
    from temp.csv_continuations
),

cells as (
    select
        whole_rows.file_id,
        whole_rows.row_number,
        whole_rows.extract_kind,
        whole_rows.is_header,
        whole_rows.goes_on,
        remit_days.first_day as read_remit_date,
        from_days.first_day as read_service_from_date,
        case
            when raw.cell_of(whole_rows.service_to_date) is null then from_days.last_day
            else to_days.first_day
        end as read_service_to_date,
        received_days.first_day as read_received_date,
        submission_days.first_day as read_submission_date,
        raw.cell_of(
            columns(
                whole_rows.* exclude (file_id, row_number, extract_kind, is_header, goes_on)
            )
        ),
    from whole_rows
    left join temp.csv_days as remit_days
        on
            whole_rows.file_id = remit_days.file_id
            and remit_days.column_name = 'remit_date'
            and whole_rows.remit_date = remit_days.given
    left join temp.csv_days as from_days
        on
            whole_rows.file_id = from_days.file_id
            and from_days.column_name = 'service_from_date'
            and whole_rows.service_from_date = from_days.given
    left join temp.csv_days as to_days
        on
            whole_rows.file_id = to_days.file_id
            and to_days.column_name = 'service_to_date'
            and whole_rows.service_to_date = to_days.given
    left join temp.csv_days as received_days
        on
            whole_rows.file_id = received_days.file_id
            and received_days.column_name = 'received_date'
            and whole_rows.received_date = received_days.given
    left join temp.csv_days as submission_days
        on
            whole_rows.file_id = submission_days.file_id
            and submission_days.column_name = 'submission_date'
            and whole_rows.submission_date = submission_days.given
),

-- A payer's total may have its name alone for a label. What has a digit may be a number.
payers as (
    select distinct
        file_id as payer_file_id,
        lower(payer_name) as payer_words,
    from cells
    where regexp_full_match(payer_name, '\D*\pL{3}\D*')
),

read_rows as (
    select
        cells.* replace (
            case when not raw.is_filler_day(remit_date) then remit_date end as remit_date,
            case when not raw.is_filler_day(service_from_date) then service_from_date end as service_from_date,
            case when not raw.is_filler_day(service_to_date) then service_to_date end as service_to_date,
            case when not raw.is_filler_day(received_date) then received_date end as received_date,
            case when not raw.is_filler_day(submission_date) then submission_date end as submission_date,
            -- Shortened numbers name nothing: several are alike, of other claims and checks.
            case
                when not raw.is_shortened_number(payer_claim_control_number)
                    then payer_claim_control_number
            end as payer_claim_control_number,
            case when not raw.is_shortened_number(trace_number) then trace_number end
                as trace_number,
            case when not raw.is_shortened_number(line_control_number) then line_control_number end
                as line_control_number,
            case
                when not raw.is_shortened_number(original_reference_number)
                    then original_reference_number
            end as original_reference_number
        ),
        coalesce(
            raw.is_shortened_number(payer_claim_control_number)
            or raw.is_shortened_number(trace_number)
            or raw.is_shortened_number(line_control_number)
            or raw.is_shortened_number(original_reference_number),
            false
        ) as has_shortened_numbers,
        raw.amount_text_of(columns('^(.+_amount)$')) as "read_\1",
        -- Of a total the label is all there is; a claim says something about a service.
        coalesce(
            charge_amount, paid_amount, allowed_amount, denied_amount, noncovered_amount,
            contractual_amount, deductible_amount, patient_responsibility_amount,
            procedure_code, revenue_code, reason_codes, reason_code_1, remark_codes,
            remark_code_1, denial_flag, diagnosis_codes, diagnosis_code_1
        ) is not null as tells_of_service,
        raw.is_total_label(patient_control_number)
        or (
            raw.is_total_label(row_label)
            and coalesce(
                procedure_code, revenue_code, service_from_date, remit_date, reason_codes,
                reason_code_1
            ) is null
        )
        or (patient_control_number is null and raw.is_total_of_procedures(procedure_code))
        or (
            payers.payer_words is not null
            and coalesce(
                procedure_code, revenue_code, service_from_date, remit_date, reason_codes,
                reason_code_1
            ) is null
        )
            as is_total,
        coalesce(
            *columns(
                lambda name:
                    name not in ('file_id', 'row_number', 'extract_kind', 'is_header', 'goes_on')
                    and not starts_with(name, 'read_')
            )
        ) as first_cell,
    from cells
    left join payers
        on
            cells.file_id = payers.payer_file_id
            and lower(cells.patient_control_number) = payers.payer_words
),

-- In a ledger, payments and adjustments are credits, all below zero though no charge is: their
-- size is what is meant. Where claims are taken back, signs mean what they say.
signs as (
    select
        file_id,
        not coalesce(bool_or(read_charge_amount like '-%'), false)
        and bool_or(read_charge_amount not like '-%')
        and not coalesce(bool_or(regexp_matches(claim_status_code, '(?i)^22|revers|void')), false)
            as is_ledger,
        count_if(columns('^read_(.+_amount)$') like '-%') > 1
        and count_if(columns('^read_(.+_amount)$') > '0.00') = 0 as "has_only_credits_\1",
    from read_rows
    where not is_total and not is_header
    group by file_id
),

stated_words as (
    select distinct claim_status_code, denial_flag,
    from read_rows
    where coalesce(claim_status_code, denial_flag) is not null
),

-- A denial may be stated in words or by a flag, without any reason.
stated as (
    select
        stated_words.claim_status_code,
        stated_words.denial_flag,
        bool_or(denial_words.is_denial = 'y') and not bool_or(denial_words.is_denial = 'n')
            as states_denial,
        regexp_matches(
            concat_ws(' ', stated_words.claim_status_code, stated_words.denial_flag), '(?i)partial'
        ) as states_part,
    from stated_words
    inner join reference.denial_words
        on
            (
                denial_words.place = 'anywhere'
                and contains(
                    raw.plain_words_of(
                        concat_ws(' ', stated_words.claim_status_code, stated_words.denial_flag)
                    ),
                    ' ' || denial_words.words || ' '
                )
            )
            or (
                denial_words.place = 'whole'
                and lower(stated_words.denial_flag) = denial_words.words
            )
    group by stated_words.claim_status_code, stated_words.denial_flag
),

faults as (
    select
        read_rows.*,
        coalesce(stated.states_denial, false) as states_denial,
        coalesce(stated.states_denial and stated.states_part, false) as states_part,
        case
            when
                (remit_date is null) = (read_remit_date is null)
                and (service_from_date is null) = (read_service_from_date is null)
                and (service_to_date is null) = (read_service_to_date is null)
                and (received_date is null) = (read_received_date is null)
                and (submission_date is null) = (read_submission_date is null)
                and (check_amount is null) = (read_check_amount is null)
                and (charge_amount is null) = (read_charge_amount is null)
                and (paid_amount is null) = (read_paid_amount is null)
                and (allowed_amount is null) = (read_allowed_amount is null)
                and (deductible_amount is null) = (read_deductible_amount is null)
                and (coinsurance_amount is null) = (read_coinsurance_amount is null)
                and (copay_amount is null) = (read_copay_amount is null)
                and (contractual_amount is null) = (read_contractual_amount is null)
                and (denied_amount is null) = (read_denied_amount is null)
                and (noncovered_amount is null) = (read_noncovered_amount is null)
                and (patient_responsibility_amount is null) = (read_patient_responsibility_amount is null)
                then ''
            else
                raw.faults_of_cells(
                    [
                        {
                            'label': 'remittance date', 'given': remit_date,
                            'read': read_remit_date,
                        },
                        {
                            'label': 'service date', 'given': service_from_date,
                            'read': read_service_from_date,
                        },
                        {
                            'label': 'last service date', 'given': service_to_date,
                            'read': read_service_to_date,
                        },
                        {
                            'label': 'received date', 'given': received_date,
                            'read': read_received_date,
                        },
                        {
                            'label': 'submission date', 'given': submission_date,
                            'read': read_submission_date,
                        },
                        {
                            'label': 'check amount', 'given': check_amount,
                            'read': read_check_amount,
                        },
                        {
                            'label': 'charge amount', 'given': charge_amount,
                            'read': read_charge_amount,
                        },
                        {
                            'label': 'paid amount', 'given': paid_amount,
                            'read': read_paid_amount,
                        },
                        {
                            'label': 'allowed amount', 'given': allowed_amount,
                            'read': read_allowed_amount,
                        },
                        {
                            'label': 'deductible', 'given': deductible_amount,
                            'read': read_deductible_amount,
                        },
                        {
                            'label': 'coinsurance', 'given': coinsurance_amount,
                            'read': read_coinsurance_amount,
                        },
                        {'label': 'copay', 'given': copay_amount, 'read': read_copay_amount},
                        {
                            'label': 'contractual amount', 'given': contractual_amount,
                            'read': read_contractual_amount,
                        },
                        {
                            'label': 'denied amount', 'given': denied_amount,
                            'read': read_denied_amount,
                        },
                        {
                            'label': 'noncovered amount', 'given': noncovered_amount,
                            'read': read_noncovered_amount,
                        },
                        {
                            'label': 'patient responsibility', 'given': patient_responsibility_amount,
                            'read': read_patient_responsibility_amount,
                        },
                    ]
                )
        end as fault,
    from read_rows
    left join stated
        on
            read_rows.claim_status_code is not distinct from stated.claim_status_code
            and read_rows.denial_flag is not distinct from stated.denial_flag
    where read_rows.first_cell is not null
)

select
    faults.* exclude (
        row_label,
        first_cell,
        is_header,
        is_total,
        tells_of_service,
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
        read_noncovered_amount,
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
        raw.amount_of_column(
            read_paid_amount, signs.is_ledger and signs.has_only_credits_paid_amount
        ) as paid_amount,
        read_allowed_amount as allowed_amount,
        raw.amount_of_column(
            read_deductible_amount, signs.is_ledger and signs.has_only_credits_deductible_amount
        ) as deductible_amount,
        raw.amount_of_column(
            read_coinsurance_amount, signs.is_ledger and signs.has_only_credits_coinsurance_amount
        ) as coinsurance_amount,
        raw.amount_of_column(
            read_copay_amount, signs.is_ledger and signs.has_only_credits_copay_amount
        ) as copay_amount,
        raw.amount_of_column(
            read_contractual_amount, signs.is_ledger and signs.has_only_credits_contractual_amount
        ) as contractual_amount,
        raw.amount_of_column(
            read_denied_amount, signs.is_ledger and signs.has_only_credits_denied_amount
        ) as denied_amount,
        read_noncovered_amount as noncovered_amount,
        raw.amount_of_column(
            read_patient_responsibility_amount, signs.is_ledger and signs.has_only_credits_patient_responsibility_amount
        ) as patient_responsibility_amount,
        raw.claim_status_code_of(claim_status_code, read_charge_amount)
            as claim_status_code
    )
    -- As given; our own number of the line is worked out with its place.
    rename (service_line_number as given_line_number),
    coalesce(signs.is_ledger, false) as is_ledger,
    coalesce(
        signs.is_ledger
        and (
            (signs.has_only_credits_paid_amount and read_paid_amount like '-%')
            or (signs.has_only_credits_contractual_amount and read_contractual_amount like '-%')
            or (signs.has_only_credits_denied_amount and read_denied_amount like '-%')
        ),
        false
    ) as has_credits,
    is_header or is_total or not tells_of_service as is_no_claim,
    case
        when is_header then 'the header again, not a claim'
        when is_total then 'a total, not a claim'
        when not tells_of_service then 'a title, page line or empty row, not a claim'
        when patient_control_number is null
            then 'no patient account or claim number: a total, or a row cut short'
        when raw.is_shortened_number(patient_control_number)
            then
                'the account or claim number was shortened by a spreadsheet (as 1.2E+11 is); show '
                || 'its column as text or as a whole number, and export again'
        else nullif(fault, '')
    end as rejection_reason,
from faults
left join signs using (file_id)
