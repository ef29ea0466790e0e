-- How many lines of each combination were denied in a week for each reason?
-- grain: one row per remit week, combination (see combination_weeks) and reason
-- scope: store
-- param filters: everything; first answers of first payers are counted
-- param weeks: the remit weeks counted; null: all
with denied_lines as (
    select lines.*
    from review.numbered_lines($filters, $weeks) as lines
    inner join sums.healthy_weeks
        on
            lines.payer_id = healthy_weeks.payer_id
            and lines.remit_week = healthy_weeks.remit_week
    where lines.carc_id is not null
),

by_modifier as (
    select
        *,
        0 as modifier_id,
    from denied_lines
    union all
    select
        denied_lines.*,
        modifiers.modifier_id,
    from denied_lines
    inner join review.modifiers_of_sets() as modifiers
        on denied_lines.modifiers_id = modifiers.modifiers_id
),

claims as (
    select
        by_modifier.payer_id * subsets.payer_worth
        + coalesce(by_modifier.procedure_id, 0) * subsets.procedure_worth
        + by_modifier.modifier_id as combination_id,
        by_modifier.carc_id,
        by_modifier.chain_number,
        by_modifier.remit_week,
        count(*) as line_count,
    from by_modifier
    inner join review.combination_subsets() as subsets
        on subsets.procedure_worth = 0 or by_modifier.procedure_id is not null
    group by
        by_modifier.payer_id * subsets.payer_worth
        + coalesce(by_modifier.procedure_id, 0) * subsets.procedure_worth
        + by_modifier.modifier_id,
        by_modifier.carc_id,
        by_modifier.chain_number,
        by_modifier.remit_week
)

select
    combination_id,
    carc_id,
    sum(line_count)::bigint as denied_line_count,
    sum(line_count * line_count)::bigint as denied_square_count,
    remit_week,
from claims
group by combination_id, carc_id, remit_week;
