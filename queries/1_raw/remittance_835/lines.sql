-- A payer's answer to a service line (835 loop 2110: SVC and what is under it).
-- grain: one row per SVC segment of a claim
-- ids: set_id, claim_id, line_id
with line_loops as (
    select
        file_id,
        transaction_set_number,
        claim_number,
        service_line_number,
        segment_number,
        body,
        string_split(split_part(body, chr(30), 1), chr(29)) as svc,
    from temp.remittance_835_loops
    where service_line_number > 0 and claim_number > 0
),

services as (
    select
        *,
        string_split(svc[1], chr(31)) as procedure,
        string_split(coalesce(svc[6], ''), chr(31)) as submitted_procedure,
    from line_loops
)

select
    file_id,
    transaction_set_number,
    claim_number,
    service_line_number,
    segment_number,
    nullif(procedure[1], '') as procedure_qualifier,
    nullif(procedure[2], '') as procedure_code,
    nullif(procedure[3], '') as modifier_1,
    nullif(procedure[4], '') as modifier_2,
    nullif(procedure[5], '') as modifier_3,
    nullif(procedure[6], '') as modifier_4,
    nullif(svc[2], '') as charge_amount,
    nullif(svc[3], '') as paid_amount,
    nullif(svc[4], '') as revenue_code,
    nullif(svc[5], '') as paid_units,
    nullif(submitted_procedure[1], '') as submitted_procedure_qualifier,
    nullif(submitted_procedure[2], '') as submitted_procedure_code,
    nullif(submitted_procedure[3], '') as submitted_modifier_1,
    nullif(submitted_procedure[4], '') as submitted_modifier_2,
    nullif(submitted_procedure[5], '') as submitted_modifier_3,
    nullif(submitted_procedure[6], '') as submitted_modifier_4,
    nullif(svc[7], '') as original_units,
    coalesce(
        raw.value_of_segment(body, 'DTM', '472'), raw.value_of_segment(body, 'DTM', '150')
    ) as service_from_date,
    raw.value_of_segment(body, 'DTM', '151') as service_to_date,
    raw.value_of_segment(body, 'REF', '6R') as line_control_number,
    coalesce(
        raw.value_of_segment(body, 'REF', 'HPI'), raw.value_of_segment(body, 'REF', '1C')
    ) as rendering_provider_id,
    raw.value_of_segment(body, 'REF', '0K') as healthcare_policy_id,
    raw.value_of_segment(body, 'AMT', 'B6') as allowed_amount,
from services
