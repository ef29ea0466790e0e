-- grain: one row per invented week and payer
select distinct
    'week' || lpad(week::varchar, 8, '0') as file_id,
    payer::integer + 1 as transaction_set_number,
    3 + payer::bigint * 1000000 as segment_number,
    'TRACE' || week || '-' || payer as trace_number,
    'Invented Health Plan ' || lpad(payer::varchar, 2, '0') as payer_name,
    '0' as payment_amount,
    strftime(date '2024-09-30' + (7 * week + 3)::integer, '%Y%m%d') as payment_date,
    'RIVERSIDE FAMILY MEDICINE' as payee_name,
from temp.invented_claims
