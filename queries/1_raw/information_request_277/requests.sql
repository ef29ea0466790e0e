-- A claim that a payer asks more information about (277 X213, loop 2200D).
-- grain: one row per TRN of a patient's level, or per such level with a question but no TRN
-- ids: set_id, acknowledged_claim_id
--
-- TRN02 is the payer's own number of the claim, REF EJ ours (X213 guide, loop 2200D); a TRN01 of 2
-- refers to what was sent, so its number is ours.
with request_loops as materialized (
    select
        file_id,
        transaction_set_number,
        level_number,
        tracking_number,
        segment_number,
        body,
        case when opened_by = 'TRN' then string_split(split_part(body, chr(30), 1), chr(29)) end
            as trn,
        raw.rest_of_segment(body, 'DTP', '472') as service_date,
        raw.rest_of_segment(body, 'DTP', '106') as due_date,
    from temp.information_request_277_loops
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
    coalesce(
        raw.value_of_segment(body, 'REF', 'EJ'), case when trn[2] = '2' then nullif(trn[3], '') end
    ) as patient_control_number,
    coalesce(
        raw.value_of_segment(body, 'REF', '1K'),
        case when trn[2] is distinct from '2' then nullif(trn[3], '') end
    ) as payer_claim_control_number,
    raw.value_of_segment(body, 'REF', 'D9') as clearinghouse_trace_number,
    raw.value_of_segment(body, 'REF', 'BLT') as bill_type_code,
    nullif(service_date[2], '') as service_dates,
    nullif(due_date[2], '') as due_date,
from request_loops
