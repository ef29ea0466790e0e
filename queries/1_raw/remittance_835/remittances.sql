-- A payer's advice as its transaction set opens: payment, trace, payer and payee (835 loop 1000).
-- grain: one row per transaction set
-- ids: set_id
with headers as materialized (
    select
        file_id,
        transaction_set_number,
        segment_number + 1 as segment_number,
        body,
        raw.elements_of_segment(body, 'ST') as st,
        raw.elements_of_segment(body, 'BPR') as bpr,
        raw.elements_of_segment(body, 'TRN') as trn,
        raw.rest_of_segment(body, 'N1', 'PR') as payer,
        raw.rest_of_segment(body, 'N1', 'PE') as payee,
    from temp.remittance_835_loops
    where claim_number = 0 and service_line_number = 0
)

select
    file_id,
    transaction_set_number,
    segment_number::bigint as segment_number,
    nullif(st[2], '') as set_control_number,
    nullif(st[3], '') as version_code,
    nullif(bpr[1], '') as transaction_handling_code,
    nullif(bpr[2], '') as payment_amount,
    nullif(bpr[3], '') as credit_debit_code,
    nullif(bpr[4], '') as payment_method_code,
    nullif(bpr[16], '') as payment_date,
    nullif(trn[2], '') as trace_number,
    nullif(trn[3], '') as payer_identifier,
    -- LX opens the claims; some payers leave it out.
    nullif(raw.elements_of_segment(body, 'LX')[1], '') as assigned_number,
    raw.value_of_segment(body, 'DTM', '405') as production_date,
    raw.value_of_segment(body, 'CUR', 'PR') as currency_code,
    raw.value_of_segment(body, 'REF', 'EV') as receiver_id,
    nullif(payer[1], '') as payer_name,
    nullif(payer[3], '') as payer_id,
    raw.value_of_segment(body, 'REF', '2U') as payer_additional_id,
    nullif(payee[1], '') as payee_name,
    case when nullif(payee[2], '') = 'XX' then nullif(payee[3], '') end as payee_npi,
    coalesce(
        raw.value_of_segment(body, 'REF', 'TJ'),
        case when nullif(payee[2], '') = 'FI' then nullif(payee[3], '') end
    ) as payee_tax_id,
from headers
