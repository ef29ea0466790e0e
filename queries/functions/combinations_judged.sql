-- Combinations tried (the name of a relation) that were denied often enough, numbered by their names.
--
-- Numbers of values hang on the order files came in, names do not. All of a part stand as "*".
create or replace macro sums.combinations_judged(tried) as table (
    with places as (
        select
            value_id,
            row_number() over (order by value, value_id) as place,
        from (
            select
                value_id,
                value,
            from signals.attribute_values
            union all
            select
                0 as value_id,
                '*' as value,
        ) as named
    ),

    parted as (
        select
            *,
            combination_id // 1000000000000 as payer_id,
            combination_id // 1000000 % 1000000 as procedure_id,
            combination_id % 1000000 as modifier_id,
        from query_table(tried)
        where is_judged
    )

    select
        parted.*,
        row_number() over (
            order by reasons.place, payers.place, procedures.place, modifiers.place
        ) as combination_number,
    from parted
    inner join places as reasons on parted.carc_id = reasons.value_id
    inner join places as payers on parted.payer_id = payers.value_id
    inner join places as procedures on parted.procedure_id = procedures.value_id
    inner join places as modifiers on parted.modifier_id = modifiers.value_id
)
