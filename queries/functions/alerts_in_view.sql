-- What stood out in a week, of one kind, as far as the filters' payers, reasons and codes go.
--
-- Alerts are judged at load over all lines of the default view; filters only narrow the list. What is
-- about all payers (procedures, modifiers) is about those chosen too. Without a week it is the latest
-- full one.
create or replace macro review.alerts_in_view(filters, wanted_kind, wanted_week) as table (
    select alerts.*
    from signals.alerts
    cross join review.latest_full_week(filters, 'lines') as latest
    where
        alerts.kind = wanted_kind
        and alerts.remit_week = coalesce(wanted_week, latest.week)
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
