-- A claim as it was billed (837 loop 2300: CLM and what is under it, other payers aside).
-- grain: one row per CLM segment
-- ids: set_id, claim_id
with claim_loops as (
    select
        file_id,
        transaction_set_number,
        level_number,
        claim_number,
        segment_number,
        -- What follows an SBR is about another payer of the claim (loop 2320).
        split_part(body, chr(30) || 'SBR' || chr(29), 1) as body,
    from temp.claim_837_loops
    where opened_by = 'CLM'
),

claims as materialized (
    select
        *,
        string_split(split_part(body, chr(30), 1), chr(29)) as clm,
        raw.rest_of_segment(body, 'NM1', '82') as rendering,
        raw.rest_of_segment(body, 'NM1', '71') as attending,
        raw.rest_of_segment(body, 'NM1', '72') as operating,
        raw.rest_of_segment(body, 'NM1', 'D[NK]') as referring,
        raw.rest_of_segment(body, 'NM1', '(?:77|FA)') as facility,
        raw.rest_of_segment(body, 'DTP', '434') as statement_dates,
        raw.rest_of_segment(body, 'DTP', '435') as admission,
        raw.rest_of_segment(body, 'DTP', '096') as discharge,
        raw.rest_of_segment(body, 'DTP', '472') as service,
        raw.rest_of_segment(body, 'DTP', '431') as onset,
        raw.rest_of_segment(body, 'DTP', '439') as accident,
        raw.elements_of_segment(body, 'CL1') as cl1,
    from claim_loops
)

select
    file_id,
    transaction_set_number,
    level_number,
    claim_number,
    segment_number,
    nullif(clm[2], '') as patient_control_number,
    nullif(clm[3], '') as charge_amount,
    raw.component_of(clm[6], 1) as facility_type_code,
    raw.component_of(clm[6], 2) as facility_type_qualifier,
    raw.component_of(clm[6], 3) as frequency_code,
    nullif(clm[8], '') as assignment_code,
    raw.component_of(clm[12], 1) as related_cause_code,
    nullif(clm[21], '') as delay_reason_code,
    raw.value_of_segment(body, 'REF', 'F8') as original_reference_number,
    raw.value_of_segment(body, 'REF', 'G1') as prior_authorization_number,
    raw.value_of_segment(body, 'REF', '9F') as referral_number,
    raw.value_of_segment(body, 'REF', 'D9') as clearinghouse_trace_number,
    nullif(cl1[1], '') as admission_type_code,
    nullif(cl1[2], '') as admission_source_code,
    nullif(cl1[3], '') as patient_status_code,
    nullif(
        regexp_extract(
            body,
            chr(30) || 'HI' || chr(29) || 'DR' || chr(31)
            || '([^' || chr(31) || chr(29) || chr(30) || ']*)',
            1
        ),
        ''
    ) as drg_code,
    nullif(concat_ws(', ', nullif(rendering[2], ''), nullif(rendering[3], '')), '')
        as rendering_provider_name,
    nullif(rendering[8], '') as rendering_provider_id,
    nullif(concat_ws(', ', nullif(attending[2], ''), nullif(attending[3], '')), '')
        as attending_provider_name,
    nullif(attending[8], '') as attending_provider_id,
    nullif(concat_ws(', ', nullif(operating[2], ''), nullif(operating[3], '')), '')
        as operating_provider_name,
    nullif(operating[8], '') as operating_provider_id,
    nullif(concat_ws(', ', nullif(referring[2], ''), nullif(referring[3], '')), '')
        as referring_provider_name,
    nullif(referring[8], '') as referring_provider_id,
    nullif(facility[2], '') as facility_name,
    nullif(facility[8], '') as facility_id,
    raw.value_of_segment(body, 'AMT', 'F5') as patient_paid_amount,
    nullif(statement_dates[2], '') as statement_dates,
    nullif(admission[2], '') as admission_date,
    -- Mostly an hour only (TM).
    case when discharge[1] != 'TM' then nullif(discharge[2], '') end as discharge_date,
    nullif(service[2], '') as service_dates,
    nullif(onset[2], '') as onset_date,
    nullif(accident[2], '') as accident_date,
from claims
