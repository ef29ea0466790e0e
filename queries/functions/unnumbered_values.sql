-- Values that lines of some weeks have, and that signals.attribute_values does not number yet.
--
-- Numbers go on from the last one and are never given again, so that sums of other weeks stay true.
create or replace macro review.unnumbered_values(filters, weeks) as table (
    with lines as (
        select distinct
            payer_name,
            procedure_code,
            modifier_set,
            place_of_service_code,
            diagnosis_codes[1] as diagnosis_code,
            case when is_denied then carc_code end as carc_code,
        from review.lines_in_view(filters)
        where weeks is null or list_contains(weeks, remit_week)
    ),

    found as (
        select
            'payer' as attribute,
            payer_name as value,
        from lines
        union
        select
            'procedure' as attribute,
            procedure_code as value,
        from lines
        union
        select
            'modifiers' as attribute,
            modifier_set as value,
        from lines
        union
        select
            'modifier' as attribute,
            modifier_code as value,
        from (
            select unnest(string_split(modifier_set, ' ')) as modifier_code
            from (select distinct modifier_set from lines) as sets
        ) as modifiers
        union
        select
            'place' as attribute,
            nullif(place_of_service_code, '') as value,
        from lines
        union
        select
            'diagnosis' as attribute,
            diagnosis_code as value,
        from lines
        union
        select
            'carc' as attribute,
            carc_code as value,
        from lines
    ),

    last_number as (
        select coalesce(max(value_id), 0) as value_id
        from signals.attribute_values
    )

    select
        found.attribute,
        found.value,
        last_number.value_id + row_number() over (order by found.attribute, found.value)
            as value_id,
    from found
    cross join last_number
    left join signals.attribute_values as numbered
        on found.attribute = numbered.attribute and found.value = numbered.value
    where found.value is not null and numbered.value_id is null
)
