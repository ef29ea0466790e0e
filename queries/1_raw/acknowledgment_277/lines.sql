-- A service line named in an acknowledgment (277CA loop 2220D).
-- grain: one row per SVC segment
-- ids: set_id
with line_loops as materialized (
    select
        file_id,
        transaction_set_number,
        level_number,
        tracking_number,
        service_line_number,
        segment_number,
        body,
        string_split(split_part(body, chr(30), 1), chr(29)) as svc,
        raw.rest_of_segment(body, 'DTP', '472') as service_date,
    from temp.acknowledgment_277_loops
    where opened_by = 'SVC'
)

select
    file_id,
    transaction_set_number,
    level_number,
    tracking_number,
    service_line_number,
    segment_number,
    raw.component_of(svc[2], 1) as procedure_qualifier,
    raw.component_of(svc[2], 2) as procedure_code,
    raw.component_of(svc[2], 3) as modifier_1,
    raw.component_of(svc[2], 4) as modifier_2,
    raw.component_of(svc[2], 5) as modifier_3,
    raw.component_of(svc[2], 6) as modifier_4,
    nullif(svc[3], '') as charge_amount,
    nullif(svc[5], '') as revenue_code,
    nullif(svc[8], '') as units,
    coalesce(
        raw.value_of_segment(body, 'REF', 'FJ'), raw.value_of_segment(body, 'REF', '6R')
    ) as line_control_number,
    nullif(service_date[2], '') as service_dates,
from line_loops
