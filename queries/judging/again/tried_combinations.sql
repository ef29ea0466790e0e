-- Of which combinations of payer, procedure and modifier must it be asked again what was tried?
-- grain: one row per combination
--
-- Those whose sums changed; and of what has no modifier it is told from the same payer and procedure
-- with any, so the three go together.
with changed as (
    select
        combination_id,
        combination_id - combination_id % 1000000 as with_any_id,
    from temp.changed_combinations
)

select combination_id from changed
union
select with_any_id from changed
union
select changed.with_any_id + without.value_id
from changed
inner join signals.attribute_values as without
    on without.attribute = 'modifier' and without.value = ''
order by combination_id
