-- Who billed the claims below a level (837 loop 2000A).
-- grain: one row per HL segment of level 20
-- ids: set_id
--
-- A social security number as tax number (REF SY, qualifier 34) is not kept.
with levels as materialized (
    select
        file_id,
        transaction_set_number,
        level_number,
        segment_number,
        body,
        raw.rest_of_segment(body, 'NM1', '85') as provider,
        raw.rest_of_segment(body, 'NM1', '87') as pay_to,
        raw.rest_of_segment(body, 'PRV', 'BI') as specialty,
        raw.elements_of_segment(body, 'N4') as town,
    from temp.claim_837_loops
    where opened_by = 'HL' and split_part(split_part(body, chr(30), 1), chr(29), 4) = '20'
)

select
    file_id,
    transaction_set_number,
    level_number,
    segment_number,
    nullif(provider[1], '') as entity_type_code,
    nullif(concat_ws(', ', nullif(provider[2], ''), nullif(provider[3], '')), '') as provider_name,
    nullif(provider[7], '') as provider_id_qualifier,
    nullif(provider[8], '') as provider_id,
    coalesce(
        raw.value_of_segment(body, 'REF', 'EI'),
        case when nullif(provider[7], '') = '24' then nullif(provider[8], '') end
    ) as tax_id,
    nullif(specialty[2], '') as taxonomy_code,
    nullif(town[2], '') as state_code,
    nullif(town[3], '') as postal_code,
    nullif(pay_to[2], '') as pay_to_provider_name,
    nullif(pay_to[8], '') as pay_to_provider_id,
from levels
