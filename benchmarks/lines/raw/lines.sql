-- grain: one row per invented line
select
    'week' || lpad(week::varchar, 8, '0') as file_id,
    payer + 1 as transaction_set_number,
    number::integer as claim_number,
    place::integer as service_line_number,
    number * 10 + place as segment_number,
    'HC' as procedure_qualifier,
    (90000 + procedure * 31)::varchar as procedure_code,
    case
        when modifier < 4 then '25'
        when modifier < 6 then '59'
        when modifier = 6 then 'RT'
        when modifier = 7 then 'LT'
        when modifier = 8 then ['26', 'TC', 'GA', '95', '76', '51', 'XS'][1 + procedure % 7]
    end as modifier_1,
    case when modifier = 4 then 'RT' end as modifier_2,
    (charge_cents / 100)::decimal(12, 2)::varchar as charge_amount,
    (case when is_denied then 0 else allowed_cents - 1500 end / 100)::decimal(12, 2)::varchar
        as paid_amount,
    '1' as paid_units,
    strftime(service_date, '%Y%m%d') as service_from_date,
    root || 'L' || place as line_control_number,
    (case when is_denied then 0 else allowed_cents end / 100)::decimal(12, 2)::varchar
        as allowed_amount,
from temp.invented_lines
