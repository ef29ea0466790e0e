-- How much was adjudicated and denied with each modifier, by the week too or by nothing more.
--
-- A line with two modifiers is under both, so rows do not add up to the total.
-- Lines without a modifier are under the empty code. `set_keys` are the columns of
-- review.lines_in_view to group by first, modifier_set among them; `keys` the same with modifier_code.
create or replace macro review.denials_by_modifier(filters, set_keys, keys) as table (
    with sets_per_modifier as (
        select
            *,
            unnest(list_distinct(string_split(modifier_set, ' '))) as modifier_code,
        from review.denials_by(filters, set_keys)
    )

    select
        columns(keys),
        sum(columns('_count$'))::bigint,
        sum(columns('_amount$')),
    from sets_per_modifier
    group by all
)
