-- What stood out in a week, of one kind, as far as the filters' payers, reasons and codes go.
--
-- Alerts are judged at load over all lines of the default view; filters only narrow the list. What is
-- about all payers (procedures, modifiers) is about those chosen too. Without a week it is the latest
-- full one: the last, unless it has under half the median lines of the 8 before.
create or replace macro review.alerts_in_view(filters, wanted_kind, wanted_week) as table (
    with weekly as (
        select
            remit_week,
            sum(line_count)::double as line_count,
        from marts.payer_weeks
        group by remit_week
    ),

    weeks_against_8 as (
        select
            remit_week,
            line_count,
            median(line_count) over (
                order by remit_week rows between 8 preceding and 1 preceding
            ) as middle,
            row_number() over (order by remit_week desc) as place_from_end,
        from weekly
    ),

    latest as (
        select
            max(remit_week) filter (
                where place_from_end = 2 or middle is null or 2 * line_count >= middle
            ) as remit_week,
        from weeks_against_8
        where place_from_end <= 2
    )

    select alerts.*
    from signals.alerts
    cross join latest
    where
        alerts.kind = wanted_kind
        and alerts.remit_week = coalesce(wanted_week, latest.remit_week)
        and ((filters).carcs is null or list_contains((filters).carcs, alerts.carc_code))
        and (
            (filters).payers is null
            or alerts.payer_name is null
            or list_contains((filters).payers, alerts.payer_name)
        )
        and (
            (filters).procedures is null
            or alerts.procedure_code is null
            or list_contains((filters).procedures, alerts.procedure_code)
        )
        and (
            (filters).modifiers is null
            or alerts.modifier_code is null
            or list_contains((filters).modifiers, alerts.modifier_code)
        )
)
