-- How many lines, and claims, a value of a filter has.
-- grain: one row per filter and value
-- scope: store
-- adds: row_count, line_count
--
-- Payers and providers are those of claims, too: refused ones known by a 277CA alone have no line.
with lines as (
    select
        payer_name,
        provider_name,
        procedure_code,
        line_of_business,
        place_of_service_code,
        claim_kind,
        client_name,
        diagnosis_chapter,
        remark_codes,
        category,
        carc_code,
        is_denied,
        modifier_codes,
    from marts.line_outcomes
),

choices as (
    select 'payer' as choice_kind, payer_name as value, 1 as line_count from lines
    union all
    select 'provider' as choice_kind, provider_name as value, 1 as line_count from lines
    union all
    select 'payer' as choice_kind, payer_name as value, 0 as line_count from marts.claims
    union all
    select 'provider' as choice_kind, provider_name as value, 0 as line_count from marts.claims
    union all
    select 'procedure' as choice_kind, procedure_code as value, 1 as line_count from lines
    union all
    select 'line_of_business' as choice_kind, line_of_business as value, 1 as line_count
    from lines
    union all
    select 'place_of_service' as choice_kind, place_of_service_code as value, 1 as line_count
    from lines
    union all
    select 'claim_kind' as choice_kind, claim_kind as value, 1 as line_count from lines
    union all
    select 'client' as choice_kind, client_name as value, 1 as line_count from lines
    union all
    select 'client' as choice_kind, client_name as value, 0 as line_count from marts.claims
    union all
    select 'diagnosis_chapter' as choice_kind, diagnosis_chapter as value, 1 as line_count
    from lines
    union all
    select 'remark' as choice_kind, unnest(remark_codes) as value, 1 as line_count
    from lines
    where is_denied
    union all
    select 'category' as choice_kind, category as value, 1 as line_count
    from lines
    where is_denied
    union all
    select 'carc' as choice_kind, carc_code as value, 1 as line_count
    from lines
    where is_denied
    union all
    select
        'modifier' as choice_kind,
        unnest(
            case
                when array_length(modifier_codes) > 0 then list_distinct(modifier_codes)
                else ['']
            end
        ) as value,
        1 as line_count,
    from lines
)

select
    choice_kind,
    value,
    count(*) as row_count,
    sum(line_count)::bigint as line_count,
from choices
where value is not null
group by choice_kind, value;
