-- grain: one row per reason of an invented line: two where it was paid, one where it was denied
with reasons as (
    select
        *,
        unnest(case when is_denied then [1] else [2, 3] end) as adjustment_number,
    from temp.invented_lines
)

select
    'week' || lpad(week::varchar, 8, '0') as file_id,
    payer + 1 as transaction_set_number,
    number::integer as claim_number,
    place::integer as service_line_number,
    number * 10 + place as segment_number,
    adjustment_number,
    case
        when adjustment_number = 3 or is_denied and reason > 93 then 'PR'
        else 'CO'
    end as group_code,
    case adjustment_number
        when 2 then '45'
        when 3 then ['1', '2', '3'][1 + number % 3]
        else [
            '97', '16', '50', '197', '29', '27', '18', '22', '109', 'B7', '96', '204', '4', '11',
            '31', '151', '252', '226', '26', '119', '49', '15', '39', '236', '167',
        ][1 + floor(25 * power(reason / 100, 2))::integer]
    end as carc_code,
    (case adjustment_number
        when 1 then charge_cents
        when 2 then charge_cents - allowed_cents
        else 1500
    end / 100)::decimal(12, 2)::varchar as amount,
from reasons
