-- grain: one row per denied invented line that has a remark
select
    'week' || lpad(week::varchar, 8, '0') as file_id,
    payer + 1 as transaction_set_number,
    number::integer as claim_number,
    place::integer as service_line_number,
    number * 10 + place as segment_number,
    1 as remark_number,
    ['N519', 'M76', 'N290', 'MA130', 'N56', 'N115', 'M51', 'N130'][1 + reason % 8] as remark_code,
    'LQ' as source,
    'HE' as qualifier,
from temp.invented_lines
where is_denied and fate % 3 > 0
