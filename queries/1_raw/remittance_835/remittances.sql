-- A payer's advice as its transaction set opens: payment, trace, payer and payee (835 loop 1000).
-- grain: one row per transaction set
with headers as (
    select
        file_id,
        transaction_set_number,
        segment_number + 1 as segment_number,
        body,
        raw.rest_of_segment(body, 'ST') as st,
        raw.rest_of_segment(body, 'BPR') as bpr,
        raw.rest_of_segment(body, 'TRN') as trn,
        raw.rest_of_segment(body, 'N1' || chr(29) || 'PR') as payer,
        raw.rest_of_segment(body, 'N1' || chr(29) || 'PE') as payee,
    from temp.remittance_835_loops
    where claim_number = 0 and service_line_number = 0
)

select
    file_id,
    transaction_set_number,
    segment_number::bigint as segment_number,
    raw.element_of(st, 2) as set_control_number,
    raw.element_of(st, 3) as version_code,
    raw.element_of(bpr, 1) as transaction_handling_code,
    raw.element_of(bpr, 2) as payment_amount,
    raw.element_of(bpr, 3) as credit_debit_code,
    raw.element_of(bpr, 4) as payment_method_code,
    raw.element_of(bpr, 16) as payment_date,
    raw.element_of(trn, 2) as trace_number,
    raw.element_of(trn, 3) as payer_identifier,
    raw.value_of_segment(body, 'DTM', '405') as production_date,
    raw.value_of_segment(body, 'CUR', 'PR') as currency_code,
    raw.value_of_segment(body, 'REF', 'EV') as receiver_id,
    raw.element_of(payer, 1) as payer_name,
    raw.element_of(payer, 3) as payer_id,
    raw.value_of_segment(body, 'REF', '2U') as payer_additional_id,
    raw.element_of(payee, 1) as payee_name,
    case when raw.element_of(payee, 2) = 'XX' then raw.element_of(payee, 3) end as payee_npi,
    coalesce(
        raw.value_of_segment(body, 'REF', 'TJ'),
        case when raw.element_of(payee, 2) = 'FI' then raw.element_of(payee, 3) end
    ) as payee_tax_id,
from headers
