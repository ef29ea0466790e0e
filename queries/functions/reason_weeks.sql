-- How many lines had, week by week, the payers that give a reason, and how many were denied for it?
--
-- A payer that did not give a reason yet says nothing of how often those who do give it.
create or replace macro sums.reason_weeks(from_week, to_week) as table (
    with denials as (
        select
            combination_id,
            carc_id,
            remit_week,
            denied_line_count,
        from sums.combination_denials
        where
            combination_id >= 1000000000000
            and combination_id % 1000000000000 = 0
            and (from_week is null or remit_week >= from_week)
            and (to_week is null or remit_week <= to_week)
    ),

    payers_denying as (
        select
            combination_id,
            carc_id,
            min(remit_week) as first_week,
        from denials
        group by combination_id, carc_id
    )

    select
        payers_denying.carc_id,
        weekly_lines.remit_week,
        sum(weekly_lines.line_count)::bigint as line_count,
        coalesce(sum(denials.denied_line_count), 0)::bigint as denied_line_count,
    from payers_denying
    inner join sums.combination_weeks as weekly_lines
        on
            payers_denying.combination_id = weekly_lines.combination_id
            and payers_denying.first_week <= weekly_lines.remit_week
    left join denials
        on
            payers_denying.combination_id = denials.combination_id
            and payers_denying.carc_id = denials.carc_id
            and weekly_lines.remit_week = denials.remit_week
    where to_week is null or weekly_lines.remit_week <= to_week
    group by payers_denying.carc_id, weekly_lines.remit_week
)
