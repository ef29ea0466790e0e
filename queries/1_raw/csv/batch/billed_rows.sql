-- The place of a usable row of a claim extract: its submission, claim and service line.
-- grain: one row per usable row of a claim extract; kept for the load only
--
-- A submission is a payer, a date and a kind of claims; a claim of it, a patient control number, a
-- frequency and a place in line. A row without a procedure or revenue code is a whole claim:
-- service line 0. Numbers follow first rows.
with claim_rows as (
    select
        * replace (
            raw.frequency_code_of(
                coalesce(frequency_code, regexp_extract(bill_type_code, '^0?\w\w(\w)$', 1))
            ) as frequency_code,
            raw.payer_sequence_code_of(payer_sequence_code) as payer_sequence_code,
            case
                when facility_type_code is not null
                    then raw.facility_code_of(facility_type_code)
                else nullif(regexp_extract(bill_type_code, '^0?(\w\w)\w$', 1), '')
            end as facility_type_code,
            coalesce(
                raw.claim_kind_of(claim_kind), case when bill_type_code is not null then 'I' end
            ) as claim_kind
        ),
        case
            when facility_type_code is not null then 'B'
            when bill_type_code is not null then 'A'
        end as facility_type_qualifier,
        procedure_code is null and revenue_code is null as is_whole_claim,
    from temp.csv_rows
    where extract_kind = 'claim' and rejection_reason is null
),

rows_with_keys as (
    select
        *,
        concat_ws(
            chr(31),
            upper(coalesce(payer_name, '')), coalesce(payer_id, ''),
            coalesce(submission_date, ''), coalesce(claim_kind, '')
        ) as submission_key,
        concat_ws(
            chr(31),
            patient_control_number, coalesce(frequency_code, ''),
            coalesce(payer_sequence_code, '')
        ) as number_key,
        concat_ws(
            chr(31),
            coalesce(procedure_code, ''), coalesce(modifiers, ''), coalesce(modifier_1, ''),
            coalesce(modifier_2, ''), coalesce(modifier_3, ''), coalesce(modifier_4, ''),
            coalesce(revenue_code, ''), coalesce(service_from_date, ''),
            coalesce(service_to_date, ''), coalesce(units, ''), coalesce(charge_amount, '')
        ) as service_key,
        coalesce(given_line_number, line_control_number) as given_line_key,
    from claim_rows
),

-- An account may be billed many times: where each row is a whole claim, its days and charge tell.
rows_with_claim_keys as (
    select
        *,
        case
            when
                bool_and(is_whole_claim) over (
                    partition by file_id, submission_key, number_key
                )
                then concat_ws(chr(31), number_key, service_key)
            else number_key
        end as claim_key,
        -- A line given once per diagnosis is one; equal lines without numbers are several.
        case
            when given_line_key is not null then concat_ws(chr(31), given_line_key, service_key)
            else row_number::varchar
        end as line_key,
    from rows_with_keys
),

submissions as (
    select
        file_id,
        submission_key,
        row_number() over (
            partition by file_id
            order by min(row_number)
        ) as transaction_set_number,
    from rows_with_claim_keys
    group by file_id, submission_key
),

claims as (
    select
        file_id,
        submission_key,
        claim_key,
        row_number() over (
            partition by file_id, submission_key
            order by min(row_number)
        ) as claim_number,
    from rows_with_claim_keys
    group by file_id, submission_key, claim_key
),

lines as (
    select
        file_id,
        submission_key,
        claim_key,
        line_key,
        row_number() over (
            partition by file_id, submission_key, claim_key
            order by min(row_number)
        ) as service_line_number,
    from rows_with_claim_keys
    where not is_whole_claim
    group by file_id, submission_key, claim_key, line_key
)

select
    rows_with_claim_keys.* exclude (
        submission_key, number_key, service_key, given_line_key, claim_key, line_key
    ),
    submissions.transaction_set_number::integer as transaction_set_number,
    -- Each claim has two levels of its own: who billed it, and whose insurance it is.
    (2 * claims.claim_number - 1)::integer as billing_level_number,
    (2 * claims.claim_number)::integer as level_number,
    claims.claim_number::integer as claim_number,
    case when is_whole_claim then 0 else lines.service_line_number end::integer
        as service_line_number,
from rows_with_claim_keys
inner join submissions using (file_id, submission_key)
inner join claims using (file_id, submission_key, claim_key)
left join lines using (file_id, submission_key, claim_key, line_key)
