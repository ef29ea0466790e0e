-- Values that similar lines can have: those denied 5 times for one reason, numbered from 1.
--
-- `answers` names a relation with carc_id and line_count; `attribute` is its column of values.
create or replace macro review.values_of_rules(answers, attribute) as table (
    with denied as (
        select
            attribute as value_id,
            carc_id,
        from query_table(answers)
        where carc_id is not null and attribute is not null
        group by all
        having sum(line_count) >= 5
    )

    select
        value_id,
        row_number() over (order by value_id) as digit,
    from denied
    group by value_id
)
