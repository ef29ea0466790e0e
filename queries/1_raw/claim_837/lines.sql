-- A service line as it was billed (837 loop 2400: LX, SV1, SV2 or SV3 and what is under them).
-- grain: one row per LX segment of a claim
-- ids: set_id, claim_id, line_id
--
-- SV1 professional, SV2 institutional, SV3 dental: the same facts are at other places.
with line_loops as (
    select
        file_id,
        transaction_set_number,
        level_number,
        claim_number,
        service_line_number,
        segment_number,
        body,
        split_part(split_part(body, chr(30), 1), chr(29), 2) as given_line_number,
        regexp_extract(body, chr(30) || '(SV[123]' || chr(29) || '[^' || chr(30) || ']*)', 1)
            as service,
    from temp.claim_837_loops
    where opened_by = 'LX' and claim_number > 0
),

services as (
    select
        *,
        split_part(service, chr(29), 1) as service_kind,
        string_split(service, chr(29)) as sv,
    from line_loops
),

placed as materialized (
    select
        *,
        string_split(
            coalesce(case when service_kind = 'SV2' then sv[3] else sv[2] end, ''), chr(31)
        ) as procedure,
        string_split(
            coalesce(case service_kind when 'SV1' then sv[8] when 'SV3' then sv[12] end, ''),
            chr(31)
        ) as pointers,
        raw.rest_of_segment(body, 'DTP', '472') as service_date,
        raw.rest_of_segment(body, 'NM1', '82') as rendering,
        raw.rest_of_segment(body, 'LIN', '') as drug,
    from services
)

select
    file_id,
    transaction_set_number,
    level_number,
    claim_number,
    service_line_number,
    segment_number,
    nullif(given_line_number, '') as given_line_number,
    nullif(service_kind, '') as service_kind,
    nullif(procedure[1], '') as procedure_qualifier,
    nullif(procedure[2], '') as procedure_code,
    nullif(procedure[3], '') as modifier_1,
    nullif(procedure[4], '') as modifier_2,
    nullif(procedure[5], '') as modifier_3,
    nullif(procedure[6], '') as modifier_4,
    nullif(procedure[7], '') as procedure_description,
    nullif(case when service_kind = 'SV2' then sv[4] else sv[3] end, '') as charge_amount,
    case service_kind when 'SV1' then nullif(sv[4], '') when 'SV2' then nullif(sv[5], '') end
        as units_basis_code,
    case service_kind
        when 'SV1' then nullif(sv[5], '')
        when 'SV2' then nullif(sv[6], '')
        when 'SV3' then nullif(sv[7], '')
    end as units,
    case service_kind when 'SV1' then nullif(sv[6], '') when 'SV3' then nullif(sv[4], '') end
        as place_of_service_code,
    case when service_kind = 'SV2' then nullif(sv[2], '') end as revenue_code,
    nullif(pointers[1], '') as diagnosis_pointer_1,
    nullif(pointers[2], '') as diagnosis_pointer_2,
    nullif(pointers[3], '') as diagnosis_pointer_3,
    nullif(pointers[4], '') as diagnosis_pointer_4,
    case when service_kind = 'SV3' then raw.values_of_segments(body, 'TOO', 'JP') end
        as tooth_codes,
    case when service_kind = 'SV3' then raw.component_of(sv[5], 1) end as oral_cavity_code,
    nullif(service_date[1], '') as service_date_format,
    nullif(service_date[2], '') as service_dates,
    raw.value_of_segment(body, 'REF', '6R') as line_control_number,
    raw.value_of_segment(body, 'REF', 'G1') as prior_authorization_number,
    nullif(concat_ws(', ', nullif(rendering[2], ''), nullif(rendering[3], '')), '')
        as rendering_provider_name,
    nullif(rendering[8], '') as rendering_provider_id,
    case when nullif(drug[1], '') = 'N4' then nullif(drug[2], '') end as drug_code,
from placed
