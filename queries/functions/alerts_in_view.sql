-- What was unusual in a week, of one kind, as far as the filters' payers, reasons and codes go.
--
-- Alerts are judged at load over all lines of the default view; filters only narrow the list. What is
-- about all payers (procedures, modifiers) is about those chosen too. Without a week it is the latest
-- full one of those in view; of all, where these are of service, since alerts are of answers.
create or replace macro review.alerts_in_view(filters, wanted_kind, wanted_week) as table (
    select
        alerts.status,
        alerts.carc_code,
        alerts.payer_name,
        alerts.procedure_code,
        alerts.modifier_code,
        alerts.window_weeks,
        alerts.seen_count,
        alerts.line_count,
        alerts.expected_count,
        alerts.baseline_denied_count,
        alerts.baseline_line_count,
        alerts.baseline_week_count,
        alerts.lift,
        alerts.e_value,
        alerts.remit_week,
        alerts.first_week,
        alerts.since_week,
        alerts.told_week,
        alerts.ended_week,
        alerts.sentence,
        alerts.alert_number,
    from signals.alerts
    cross join
        review.latest_full_week(
            {
                'first_week':
                    case when (filters).date_basis = 'remit' then (filters).first_week end::date,
                'last_week':
                    case when (filters).date_basis = 'remit' then (filters).last_week end::date,
                'date_basis': 'remit'
            },
            'lines'
        ) as latest
    where
        alerts.kind = wanted_kind
        and alerts.remit_week = coalesce(wanted_week::date, latest.week)
        and review.is_chosen((filters).carcs, alerts.carc_code)
        and (
            alerts.payer_name is null
            or review.is_chosen((filters).payers, alerts.payer_name)
        )
        and (
            alerts.procedure_code is null
            or review.is_chosen((filters).procedures, alerts.procedure_code)
        )
        and (
            alerts.modifier_code is null
            or review.is_chosen((filters).modifiers, alerts.modifier_code)
        )
)
