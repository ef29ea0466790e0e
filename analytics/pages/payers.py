"""Payers: who denies, what they deny, and whether it moved."""

import streamlit as st

from analytics import session
from analytics.charts.breakdowns import bar_chart
from analytics.charts.payers import TITLES, payer_category_heatmap
from analytics.components import (
    break_down,
    downloads,
    figures,
    layout,
    payer_in_depth,
    views,
)
from analytics.measures.breakdowns import breakdown, matrix
from analytics.measures.sentences import payers_sentence
from analytics.measures.weeks import fill_weeks

layout.opening("Payers")

payers = session.review().ask("denials_by_payer")
secondary = session.review().ask("secondary_payers")
if payers.empty and len(secondary):
    payer_in_depth.draw_secondary(secondary)
    payer_in_depth.draw(secondary["payer_name"].tolist())
    st.stop()
layout.stop_if_empty(payers)
layout.answer(payers_sentence(payers))
figures.view_figures(session.review())

st.subheader("Payer by category", anchor=False)
shade = layout.switch("Shaded by", "heatmap_by", TITLES, "denial_rate")
cells = matrix(session.review().ask("denials_by_payer_and_category"), "payer_name", "category")
views.chart(
    payer_category_heatmap(cells, shade, layout.ink()), "payer_heatmap", ("payer", "category")
)

st.subheader("Week by week", anchor=False)
shown = breakdown(payers, "payer_name")
history = session.filters_in_force().with_history()
weekly = fill_weeks(session.review(history).ask("weekly_denials_by_payer"), "payer_name")
labels = layout.labels_of(shown, "payer_name", "payer_name")
views.trends(weekly, "payer_name", labels, "payer_trends", ("week", "payer"))

st.subheader("Largest first", anchor=False)
value = layout.switch("Sorted by", "payers_by")
shown = breakdown(payers, "payer_name", value)
views.chart(bar_chart(shown, "payer_name", "payer_name", value), "payer_bars", ("payer",))
views.table(
    breakdown(payers, "payer_name", value, keep=1000),
    "payers_table",
    ("payer_name", *views.MEASURED),
    {"payer": "payer_name"},
)
reasons = session.review().ask("denials_by_payer_and_reason")
downloads.downloads(
    "Denials by payer", {"Payers": payers, "Payer and reason": reasons}, "denials_by_payer"
)
break_down.draw("payers_parts", ("client", "claim_kind"))
payer_in_depth.draw_secondary(secondary)
payer_in_depth.draw([*dict.fromkeys([*payers["payer_name"], *secondary["payer_name"]])])

fold = st.expander(
    "Provider-level adjustments (PLB)", key="provider_adjustments", on_change="rerun"
)
if fold.open:
    with fold:
        views.table(
            session.everything().ask("provider_adjustments"),
            "provider_adjustments_table",
            (
                "payer_name",
                "remit_date",
                "reason_code",
                "amount",
                "reference_id",
                "trace_number",
                "file_name",
                "segment_number",
            ),
        )
