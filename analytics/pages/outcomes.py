"""Outcomes: what became of the claims and of the denials, and how long it took."""

import streamlit as st

from analytics import session
from analytics.charts.lags import lags_by_payer_chart, lags_by_week_chart
from analytics.charts.outcomes import outcome_bars, resolution_chart
from analytics.components import (
    claim_figures,
    denied_dollars,
    downcoding,
    downloads,
    hfma,
    history,
    layout,
    maturity,
    takebacks,
    views,
    work_first,
)
from analytics.components.claim_flow import draw_claims, draw_flow
from analytics.measures.claim_flow import claim_flow
from analytics.measures.claim_sentences import downcoding_sentence, flow_sentence, settled_sentence
from analytics.measures.lags import lags_altogether, lags_by_payer, lags_by_week
from analytics.measures.outcomes import (
    OUTCOMES,
    marks_of,
    outcomes_by,
    overturned,
    resolution_curve,
)

layout.opening("Outcomes")

filters = session.up_to_now(session.filters_in_force())
steps = session.review(filters).ask("claim_flow_steps")
layout.stop_if_empty(steps, "claim")
flow = claim_flow(steps)
layout.answer(flow_sentence(flow))
lags = session.review(filters).ask("lags")
claim_figures.claim_figures(
    session.review(filters).ask("clean_claims").iloc[0],
    session.review().ask("headline").iloc[0],
    lags_altogether(lags),
)

denied_dollars.draw(session.review().ask("denied_dollars"))

draw_flow(flow)
draw_claims(flow, filters)

st.subheader("Outcomes of denials so far", anchor=False)
outcomes = session.review().ask("outcomes_by_reason")
by_reason = outcomes_by(outcomes, "carc_code", "reason_label")
by_payer = outcomes_by(outcomes, "payer_name", "payer_name")
reasons, payers = st.tabs(["By reason", "By payer"])
with reasons:
    views.chart(outcome_bars(by_reason, "carc_code", with_code=True), "reason_outcomes", ("carc",))
with payers:
    views.chart(outcome_bars(by_payer, "payer_name"), "payer_outcomes", ("payer",))
fold = st.expander("Every reason and payer", key="all_outcomes", on_change="rerun")
if fold.open:
    with fold:
        views.table(
            overturned(outcomes),
            "outcomes_table",
            (
                "carc_code",
                ("reason_label", "medium"),
                "payer_name",
                "denied_line_count",
                *(f"{name}_line_count" for name in OUTCOMES),
                "overturn_rate",
                "median_days_to_resolution",
                "denied_amount",
                "recovered_amount",
                "open_amount",
            ),
            {"carc": "carc_code", "payer": "payer_name"},
        )
downloads.downloads("Outcomes of denials", {"Outcomes": outcomes}, "outcomes_by_reason")

denied_dollars.draw_last_deadlines(session.filters_in_force())

takebacks.draw()

work_first.how_dollars_held()

st.subheader("How long until a denial is resolved", anchor=False)
curve = resolution_curve(session.review().ask("resolution_times"))
marks = marks_of(curve)
st.caption(layout.plain(settled_sentence(marks)))
views.chart(resolution_chart(curve, marks), "resolution_times", ())

st.subheader("How long claims take", anchor=False)
st.caption(
    "Point: median. End of the line: 90% of claims took no longer. Beside it both, "
    "in days. Click a payer to look at it alone."
)
views.chart(lags_by_payer_chart(lags_by_payer(lags)), "payer_lags", ("payer",), "outcomes")
views.chart(lags_by_week_chart(lags_by_week(lags)), "weekly_lags", ())
downloads.downloads("Lags", {"Lags": lags}, "lags")

maturity.draw()

hfma.draw()

lines = session.review().ask("downcoded_lines")
st.subheader("Paid under a lower procedure", anchor=False)
st.caption(layout.plain(downcoding_sentence(lines)))
downcoding.draw(session.review().ask("downcoding_by_payer"), lines)

history.show_open_claim()
