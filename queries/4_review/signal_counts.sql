-- How many lines, and how many denied, had each combination that signals look at, week by week?
-- grain: one row per combination (CARC with any of payer, procedure, modifier) and remit week with
--     lines
-- param first_week: the first week counted; null: all before
-- param last_week: the last week counted; null: all after
--
-- Read from sums kept by week, so that a load counts the lines of its own weeks only. Payer,
-- procedure, modifier and CARC are numbers of signals.attribute_values, 0 for all.
-- Combinations are every CARC x every subset of {payer, procedure, modifier}.
-- A line with two modifiers is under both, a line without any under the empty one.
-- Those of the very same lines are one (see sums.combinations_tried). Those of fewer than 4 denials in
-- all weeks counted have no rows; tried_combination_count counts them all the same, those of the weeks
-- up to that one.
-- Weeks of payers that are not healthy (data_health) count nowhere.
-- denied_square_count: lines of a claim are denied together, so four lines of one claim are one thing
-- that happened, not four. With c lines denied in a claim in the week it is sum(c^2); divided by
-- sum(c) it is 1 where each is a claim of its own.
with tried as materialized (
    select *
    from sums.combinations_tried($first_week, $last_week, null)
),

weekly_lines as (
    select
        combination_id,
        line_count,
        remit_week,
    from sums.combination_weeks
    where
        ($first_week is null or remit_week >= $first_week)
        and ($last_week is null or remit_week <= $last_week)
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

numbered as (
    select *
    from sums.combinations_judged('tried')
),

reason_weeks as (
    select *
    from sums.reason_weeks($first_week, $last_week)
)

select
    numbered.combination_number::integer as combination_number,
    numbered.carc_id::integer as carc_id,
    numbered.payer_id::integer as payer_id,
    numbered.procedure_id::integer as procedure_id,
    numbered.modifier_id::integer as modifier_id,
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
left join sums.combination_denials as denials
    on
        numbered.combination_id = denials.combination_id
        and numbered.carc_id = denials.carc_id
        and weekly_lines.remit_week = denials.remit_week
order by numbered.combination_number, weekly_lines.remit_week
