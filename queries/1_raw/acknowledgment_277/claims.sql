-- A claim named in an acknowledgment (277CA loop 2200D: TRN and what is under it).
-- grain: one row per TRN segment of a patient's level, or per such level with a status but no TRN
-- ids: set_id, acknowledged_claim_id
with claim_loops as materialized (
    select
        file_id,
        transaction_set_number,
        level_number,
        tracking_number,
        segment_number,
        level_code,
        body,
        case when opened_by = 'TRN' then string_split(split_part(body, chr(30), 1), chr(29)) end
            as trn,
        raw.rest_of_segment(body, 'DTP', '472') as service_date,
    from temp.acknowledgment_277_loops
    where
        coalesce(level_code, '') not in ('19', '20', '21')
        and (
            opened_by = 'TRN'
            or (opened_by = 'HL' and contains(body, chr(30) || 'STC' || chr(29)))
        )
)

select
    file_id,
    transaction_set_number,
    level_number,
    tracking_number,
    segment_number,
    level_code,
    nullif(trn[3], '') as patient_control_number,
    raw.value_of_segment(body, 'REF', '1K') as payer_claim_control_number,
    raw.value_of_segment(body, 'REF', 'D9') as clearinghouse_trace_number,
    raw.value_of_segment(body, 'REF', 'F8') as original_reference_number,
    raw.value_of_segment(body, 'REF', 'BLT') as bill_type_code,
    nullif(service_date[2], '') as service_dates,
from claim_loops
