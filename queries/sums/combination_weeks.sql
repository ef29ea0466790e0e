-- How many lines had each combination of payer, procedure and modifier in a week?
-- grain: one row per remit week and combination with lines (see signal_counts)
-- scope: store
-- param weeks: the remit weeks counted; null: all
--
-- A combination is one number: payer x 10^12 + procedure x 10^6 + modifier, each as numbered in
-- attribute_values, 0 where it is of all. Kept with it is what tells whether its lines have more in
-- common than it says: least and most of what they have, equal where they all have the same.
with cells as (
    select
        line_weeks.payer_id,
        line_weeks.procedure_id,
        line_weeks.modifiers_id,
        line_weeks.remit_week,
        sum(line_weeks.line_count) as line_count,
    from sums.line_weeks
    inner join sums.healthy_weeks
        on
            line_weeks.payer_id = healthy_weeks.payer_id
            and line_weeks.remit_week = healthy_weeks.remit_week
    where $weeks is null or list_contains($weeks, line_weeks.remit_week)
    group by
        line_weeks.payer_id,
        line_weeks.procedure_id,
        line_weeks.modifiers_id,
        line_weeks.remit_week
),

set_sizes as (
    select
        modifiers_id,
        count(*) as modifier_count,
    from review.modifiers_of_sets()
    group by modifiers_id
),

sized as (
    select
        cells.*,
        coalesce(set_sizes.modifier_count, 0) > 1 as has_several_modifiers,
    from cells
    left join set_sizes on cells.modifiers_id = set_sizes.modifiers_id
),

by_modifier as (
    select
        *,
        0 as modifier_id,
    from sized
    union all
    select
        sized.*,
        modifiers.modifier_id,
    from sized
    inner join review.modifiers_of_sets() as modifiers
        on sized.modifiers_id = modifiers.modifiers_id
)

select
    by_modifier.payer_id * subsets.payer_worth
    + coalesce(by_modifier.procedure_id, 0) * subsets.procedure_worth
    + by_modifier.modifier_id as combination_id,
    sum(by_modifier.line_count)::bigint as line_count,
    min(by_modifier.payer_id) as least_payer_id,
    max(by_modifier.payer_id) as most_payer_id,
    min(by_modifier.procedure_id) as least_procedure_id,
    max(by_modifier.procedure_id) as most_procedure_id,
    min(by_modifier.modifiers_id) as least_modifiers_id,
    max(by_modifier.modifiers_id) as most_modifiers_id,
    bool_or(by_modifier.has_several_modifiers) as has_several_modifiers,
    by_modifier.remit_week,
from by_modifier
inner join review.combination_subsets() as subsets
    on subsets.procedure_worth = 0 or by_modifier.procedure_id is not null
group by
    by_modifier.payer_id * subsets.payer_worth
    + coalesce(by_modifier.procedure_id, 0) * subsets.procedure_worth
    + by_modifier.modifier_id,
    by_modifier.remit_week;
