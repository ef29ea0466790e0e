-- The combinations of a CARC with any of payer, procedure and modifier that were tried.
--
-- All with a denial in the weeks from from_week to to_week; null: as far as there are any. Of these
-- combination_ids alone, if any are given: what is told of one is told from its own lines, and of one
-- without modifiers from those of the same payer and procedure too, so that is to be among them.
-- Payer, procedure, modifier and CARC are numbers of signals.attribute_values, 0 for all.
-- Two combinations of the very same lines (a payer with one procedure only) are one: the one that
-- says all that its lines have in common. The other is one of its own from the week its lines differ
-- (distinct_from_week), so that what is counted of a week does not change with the weeks after it.
-- Fewer than 4 denials in all weeks can never stand out (3 more than expected are asked for), so such
-- combinations were tried, but are not judged.
-- One macro: each step narrows the same weeks of the same combinations.
create or replace macro sums.combinations_tried(from_week, to_week, combination_ids) as table (
    with denials as (
        select *
        from sums.combination_denials
        where
            (from_week is null or remit_week >= from_week)
            and (to_week is null or remit_week <= to_week)
            and (
                combination_ids is null
                or combination_id in (select unnest(combination_ids::bigint[]))
            )
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

    -- Read again where it is used: kept, its rows take longer than a second look.
    weekly_lines as not materialized (
        select *
        from sums.combination_weeks
        where
            (from_week is null or remit_week >= from_week)
            and (to_week is null or remit_week <= to_week)
            and (
                combination_ids is null
                or combination_id in (select unnest(combination_ids::bigint[]))
            )
    ),

    -- Of those that name all three parts there is nothing more to be told.
    partly_named as materialized (
        select *
        from weekly_lines
        where
            combination_id < 1000000000000
            or combination_id // 1000000 % 1000000 = 0
            or combination_id % 1000000 = 0
    ),

    -- What all lines of its first week have in common, if anything.
    at_first as (
        select
            combination_id,
            min(remit_week) as first_week,
            arg_min(least_payer_id, remit_week) as payer_id,
            arg_min(least_procedure_id, remit_week) as procedure_id,
            arg_min(least_modifiers_id, remit_week) as modifiers_id,
        from partly_named
        group by combination_id
    ),

    -- The week from which it is known of each part that its lines differ in it.
    parted as (
        select
            partly_named.combination_id,
            case
                when partly_named.combination_id >= 1000000000000 then min(at_first.first_week)
                else
                    min(partly_named.remit_week) filter (
                        where partly_named.least_payer_id != at_first.payer_id
                        or partly_named.most_payer_id != at_first.payer_id
                    )
            end as payer_from_week,
            case
                when partly_named.combination_id // 1000000 % 1000000 > 0
                    then min(at_first.first_week)
                else
                    min(partly_named.remit_week) filter (
                        where partly_named.least_procedure_id != at_first.procedure_id
                        or partly_named.most_procedure_id != at_first.procedure_id
                    )
            end as procedure_from_week,
            case
                when partly_named.combination_id % 1000000 > 0 then min(at_first.first_week)
                else
                    min(partly_named.remit_week) filter (
                        where partly_named.has_several_modifiers
                        or partly_named.least_modifiers_id != at_first.modifiers_id
                        or partly_named.most_modifiers_id != at_first.modifiers_id
                    )
            end as modifiers_from_week,
        from partly_named
        inner join at_first on partly_named.combination_id = at_first.combination_id
        group by partly_named.combination_id
    ),

    distinct_ones as (
        select
            combination_id,
            greatest(payer_from_week, procedure_from_week, modifiers_from_week)
                as distinct_from_week,
        from parted
        where
            payer_from_week is not null
            and procedure_from_week is not null
            and modifiers_from_week is not null
        union all
        select
            combination_id,
            min(remit_week) as distinct_from_week,
        from weekly_lines
        where
            combination_id >= 1000000000000
            and combination_id // 1000000 % 1000000 > 0
            and combination_id % 1000000 > 0
        group by combination_id
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
    )

    select
        reasons_denied.combination_id,
        reasons_denied.carc_id,
        reasons_denied.denied_line_count >= 4 as is_judged,
        greatest(reasons_denied.first_week, described.distinct_from_week) as tried_from_week,
        described.distinct_from_week,
        described.modifier_told_from_week,
    from reasons_denied
    inner join described on reasons_denied.combination_id = described.combination_id
)
