"""Outcomes: what became of the claims and of the denials, and how long it took."""

import streamlit as st

from analytics import session
from analytics.charts.lags import lags_by_week_chart
from analytics.charts.outcomes import resolution_chart
from analytics.components import downloads, layout, views
from analytics.components.claim import history
from analytics.components.outcomes import (
    claim_flow,
    downcoding,
    outcome_blocks,
    outcome_periods,
    takebacks,
    work_first,
)
from analytics.measures.claim_flow import claim_flow as flow_of
from analytics.measures.claim_sentences import downcoding_sentence, flow_sentence, settled_sentence
from analytics.measures.lags import lags_altogether, lags_by_payer, lags_by_week
from analytics.measures.outcomes import (
    OUTCOMES,
    marks_of,
    overturned,
    resolution_curve,
)

layout.opening("Outcomes")
filters = session.up_to_now(session.filters_in_force())
up_to_now, in_view = session.review(filters), session.review()
session.ask_together(
    *((up_to_now, each, {}) for each in ("claim_flow_steps", "lags", "clean_claims")),
    *((in_view, each, {}) for each in ("headline", "denied_dollars", "outcomes_by_reason")),
)
steps = up_to_now.ask("claim_flow_steps")
layout.stop_if_empty(steps, "claim")
flow = session.kept("claim_flow", ("claim_flow_steps",), filters, lambda: flow_of(steps))
layout.answer(flow_sentence(flow))
lags = up_to_now.ask("lags")
outcome_blocks.figures(
    up_to_now.ask("clean_claims").iloc[0],
    in_view.ask("headline").iloc[0],
    lags_altogether(lags),
    in_view.ask("denied_dollars"),
)

rows = in_view.ask("outcomes_by_reason")
shown = outcome_blocks.shown()
if shown == "claims":
    outcome_blocks.claims(flow, filters)
elif shown == "days":
    curve = resolution_curve(in_view.ask("resolution_times"))
    outcome_blocks.days(lags_by_payer(lags), settled_sentence(marks_of(curve)))
else:
    outcome_blocks.by_outcome(rows, shown)

if fold := layout.fold("From submission to outcome, drawn", "flow_drawn"):
    with fold:
        claim_flow.draw_flow(flow)
if fold := layout.fold("Every reason and payer", "all_outcomes"):
    with fold:
        views.table(
            overturned(rows),
            "outcomes_table",
            (
                "carc_code",
                ("reason_label", "medium"),
                "payer_name",
                "denied_line_count",
                *(f"{name}_line_count" for name in OUTCOMES),
                "overturn_rate",
                "median_days_to_resolution",
                "open_amount",
            ),
            {"carc": "carc_code", "payer": "payer_name"},
        )
        downloads.downloads("Outcomes of denials", {"Outcomes": rows}, "outcomes_by_reason")
if fold := layout.fold("Deadlines ahead", "deadlines_ahead"):
    with fold:
        outcome_periods.draw_last_deadlines(session.filters_in_force())
if fold := layout.fold("Payments taken back", "taken_back"):
    with fold:
        takebacks.draw()
if fold := layout.fold("How accurate expected recovery was", "recovery_held"):
    with fold:
        work_first.how_dollars_held()
if fold := layout.fold("How long until a denial is resolved", "resolution"):
    with fold:
        curve = resolution_curve(in_view.ask("resolution_times"))
        marks = marks_of(curve)
        st.caption(layout.plain(settled_sentence(marks)))
        views.chart(resolution_chart(curve, marks), "resolution_times", ())
if fold := layout.fold("How long claims take, week by week", "weeks_taken"):
    with fold:
        st.caption("Point: median. End of the line: 90% of claims took no longer.")
        views.chart(lags_by_week_chart(lags_by_week(lags)), "weekly_lags", ())
        downloads.downloads("Lags", {"Lags": lags}, "lags")
if fold := layout.fold("Denial rate as answers come in", "answers_coming"):
    with fold:
        outcome_periods.draw_maturity()
if fold := layout.fold("HFMA's denial metrics", "hfma"):
    with fold:
        outcome_periods.draw_hfma()
if fold := layout.fold("Paid under a lower procedure", "downcoded"):
    with fold:
        lines = in_view.ask("downcoded_lines")
        st.caption(layout.plain(downcoding_sentence(lines)))
        downcoding.draw(in_view.ask("downcoding_by_payer"), lines)
history.show_open_claim()
