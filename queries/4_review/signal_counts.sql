-- How many lines, and how many denied, had each combination that signals look at, week by week?
-- grain: one row per combination (CARC with any of payer, procedure, modifier) and remit week with
--     lines
-- param first_week: the first week counted; null: all before
-- param last_week: the last week counted; null: all after
--
-- Read from sums kept by week, so that a load counts the lines of its own weeks only. Payer,
-- procedure, modifier and CARC are numbers of signals.attribute_values, 0 for all.
-- Combinations are every CARC x every subset of {payer, procedure, modifier}.
-- A line with two modifiers stands under both, a line without any under the empty one.
-- Two combinations of the very same lines (a payer with one procedure only) are one: the one that
-- says all that its lines have in common. The other is one of its own from the week its lines differ
-- (distinct_from_week), so that what is counted of a week does not change with the weeks after it.
-- Fewer than 4 denials in all weeks counted can never stand out (3 more than expected are asked
-- for), so such combinations have no rows; tried_combination_count counts them all the same, those of
-- the weeks up to that one.
-- Weeks of payers that are not healthy (data_health) count nowhere.
-- denied_square_count: lines of a claim are denied together, so four lines of one claim are one thing
-- that happened, not four. With c lines denied in a claim in the week it is sum(c^2); divided by
-- sum(c) it is 1 where each is a claim of its own.
with denials as (
    select *
    from sums.combination_denials
    where
        ($first_week is null or remit_week >= $first_week)
        and ($last_week is null or remit_week <= $last_week)
),

reasons_denied as (
    select
        combination_id,
        carc_id,
        min(remit_week) as first_week,
        sum(denied_line_count)::bigint as denied_line_count,
    from denials
    group by combination_id, carc_id
),

denied_combinations as (
    select distinct combination_id
    from reasons_denied
),

weekly_lines as (
    select combination_weeks.*
    from sums.combination_weeks
    inner join denied_combinations
        on combination_weeks.combination_id = denied_combinations.combination_id
    where
        ($first_week is null or combination_weeks.remit_week >= $first_week)
        and ($last_week is null or combination_weeks.remit_week <= $last_week)
),

-- What all lines of its first week have in common, if anything.
at_first as (
    select
        combination_id,
        min(remit_week) as first_week,
        arg_min(least_payer_id, remit_week) as payer_id,
        arg_min(least_procedure_id, remit_week) as procedure_id,
        arg_min(least_modifiers_id, remit_week) as modifiers_id,
    from weekly_lines
    group by combination_id
),

-- The week from which it is known of each part that its lines differ in it.
parted as (
    select
        weekly_lines.combination_id,
        case
            when weekly_lines.combination_id >= 1000000000000 then min(at_first.first_week)
            else
                min(weekly_lines.remit_week) filter (
                    where weekly_lines.least_payer_id != at_first.payer_id
                    or weekly_lines.most_payer_id != at_first.payer_id
                )
        end as payer_from_week,
        case
            when weekly_lines.combination_id // 1000000 % 1000000 > 0
                then min(at_first.first_week)
            else
                min(weekly_lines.remit_week) filter (
                    where weekly_lines.least_procedure_id != at_first.procedure_id
                    or weekly_lines.most_procedure_id != at_first.procedure_id
                )
        end as procedure_from_week,
        case
            when weekly_lines.combination_id % 1000000 > 0 then min(at_first.first_week)
            else
                min(weekly_lines.remit_week) filter (
                    where weekly_lines.has_several_modifiers
                    or weekly_lines.least_modifiers_id != at_first.modifiers_id
                    or weekly_lines.most_modifiers_id != at_first.modifiers_id
                )
        end as modifiers_from_week,
    from weekly_lines
    inner join at_first on weekly_lines.combination_id = at_first.combination_id
    group by weekly_lines.combination_id
),

distinct_ones as (
    select
        combination_id,
        modifiers_from_week,
        greatest(payer_from_week, procedure_from_week, modifiers_from_week)
            as distinct_from_week,
    from parted
    where
        payer_from_week is not null
        and procedure_from_week is not null
        and modifiers_from_week is not null
),

no_modifier as (
    select value_id as modifier_id
    from signals.attribute_values
    where attribute = 'modifier' and value = ''
),

-- Where lines simply have no modifier, that is nothing to be told of them.
described as (
    select
        distinct_ones.combination_id,
        distinct_ones.distinct_from_week,
        case
            when no_modifier.modifier_id is not null then whole.modifiers_from_week
            else distinct_ones.distinct_from_week
        end as modifier_told_from_week,
    from distinct_ones
    left join no_modifier
        on distinct_ones.combination_id % 1000000 = no_modifier.modifier_id
    left join parted as whole
        on
            distinct_ones.combination_id - distinct_ones.combination_id % 1000000
            = whole.combination_id
),

tried as (
    select
        reasons_denied.combination_id,
        reasons_denied.carc_id,
        reasons_denied.denied_line_count,
        described.distinct_from_week,
        described.modifier_told_from_week,
        greatest(reasons_denied.first_week, described.distinct_from_week) as tried_from_week,
    from reasons_denied
    inner join described on reasons_denied.combination_id = described.combination_id
),

tried_by_week as (
    select
        weeks.remit_week,
        sum(count(tried.carc_id)) over (order by weeks.remit_week)::bigint
            as tried_combination_count,
    from weekly_lines as weeks
    left join tried on weeks.remit_week = tried.tried_from_week
    where weeks.combination_id = 0
    group by weeks.remit_week
),

combinations as (
    select
        tried.*,
        nullif(tried.combination_id // 1000000000000, 0) as payer_id,
        nullif(tried.combination_id // 1000000 % 1000000, 0) as procedure_id,
        nullif(tried.combination_id % 1000000, 0) as modifier_id,
    from tried
    where tried.denied_line_count >= 4
),

numbered as (
    select
        combinations.*,
        row_number() over (
            order by
                reasons.value,
                coalesce(payers.value, '*'),
                coalesce(procedures.value, '*'),
                coalesce(modifiers.value, '*')
        ) as combination_number,
    from combinations
    inner join signals.attribute_values as reasons on combinations.carc_id = reasons.value_id
    left join signals.attribute_values as payers on combinations.payer_id = payers.value_id
    left join signals.attribute_values as procedures
        on combinations.procedure_id = procedures.value_id
    left join signals.attribute_values as modifiers
        on combinations.modifier_id = modifiers.value_id
),

-- A payer that did not give a reason yet says nothing of how often those who do give it.
reason_weeks as (
    select
        reasons_denied.carc_id,
        weekly_lines.remit_week,
        sum(weekly_lines.line_count)::bigint as line_count,
        sum(denials.denied_line_count)::bigint as denied_line_count,
    from reasons_denied
    inner join weekly_lines
        on
            reasons_denied.combination_id = weekly_lines.combination_id
            and reasons_denied.first_week <= weekly_lines.remit_week
    left join denials
        on
            reasons_denied.combination_id = denials.combination_id
            and reasons_denied.carc_id = denials.carc_id
            and weekly_lines.remit_week = denials.remit_week
    where
        reasons_denied.combination_id >= 1000000000000
        and reasons_denied.combination_id % 1000000000000 = 0
    group by reasons_denied.carc_id, weekly_lines.remit_week
)

select
    numbered.combination_number::integer as combination_number,
    numbered.carc_id::integer as carc_id,
    coalesce(numbered.payer_id, 0)::integer as payer_id,
    coalesce(numbered.procedure_id, 0)::integer as procedure_id,
    coalesce(numbered.modifier_id, 0)::integer as modifier_id,
    weekly_lines.line_count::integer as line_count,
    coalesce(denials.denied_line_count, 0)::integer as denied_line_count,
    coalesce(denials.denied_square_count, 0)::bigint as denied_square_count,
    tried_by_week.tried_combination_count::integer as tried_combination_count,
    coalesce(reason_weeks.line_count, 0)::integer as reason_line_count,
    coalesce(reason_weeks.denied_line_count, 0)::integer as reason_denied_line_count,
    numbered.distinct_from_week,
    numbered.modifier_told_from_week,
    weekly_lines.remit_week,
from numbered
inner join weekly_lines on numbered.combination_id = weekly_lines.combination_id
inner join tried_by_week on weekly_lines.remit_week = tried_by_week.remit_week
left join reason_weeks
    on
        numbered.carc_id = reason_weeks.carc_id
        and weekly_lines.remit_week = reason_weeks.remit_week
left join denials
    on
        numbered.combination_id = denials.combination_id
        and numbered.carc_id = denials.carc_id
        and weekly_lines.remit_week = denials.remit_week
order by numbered.combination_number, weekly_lines.remit_week
