-- The modifiers of each set of them, by the numbers of signals.attribute_values.
create or replace macro review.modifiers_of_sets() as table (
    with parted as (
        select
            value_id as modifiers_id,
            unnest(list_distinct(string_split(value, ' '))) as modifier_code,
        from signals.attribute_values
        where attribute = 'modifiers'
    )

    select
        parted.modifiers_id,
        modifiers.value_id as modifier_id,
    from parted
    inner join signals.attribute_values as modifiers
        on modifiers.attribute = 'modifier' and parted.modifier_code = modifiers.value
)
