"""Reasons: which reasons make up the denials, and which of them moved."""

from functools import partial

import streamlit as st

from analytics import session
from analytics.charts.breakdowns import bar_chart, pareto_chart
from analytics.components import downloads, figures, layout, views
from analytics.measures.breakdowns import breakdown, pareto
from analytics.measures.sentences import reasons_sentence
from analytics.measures.weeks import fill_weeks

layout.opening("Reasons")

reasons = session.review().ask("denials_by_reason")
layout.stop_if_empty(reasons)
layout.answer(reasons_sentence(reasons))
figures.view_figures(session.review())

value = layout.switch("Sorted by", "reasons_by")
st.subheader("A few reasons make up most of it", anchor=False)
shown = pareto(breakdown(reasons, "carc_code", value, shared_denominator=True), value)
views.chart(pareto_chart(shown, "carc_code", "reason_label", value), "reason_pareto", ("carc",))

st.subheader("Week by week", anchor=False)
history = session.filters_in_force().with_history()
totals = fill_weeks(session.review(history).ask("weekly_denials"))
weekly = fill_weeks(session.review(history).ask("weekly_denials_by_reason"), "carc_code", totals)
labels = layout.labels_of(shown, "carc_code", "reason_label")
views.trends(weekly, "carc_code", labels, "reason_trends", ("week", "carc"))

st.subheader("By category", anchor=False)
kinds = breakdown(
    session.review().ask("denials_by_category"), "category", value, shared_denominator=True
)
views.chart(bar_chart(kinds, "category", "category", value), "category_bars", ("category",))

st.subheader("All reasons", anchor=False)
st.caption("Each denied line is listed once, under its primary reason. Click a row to view lines.")
views.table(
    breakdown(reasons, "carc_code", value, keep=1000, shared_denominator=True),
    "reasons_table",
    (
        "carc_code",
        ("reason_label", "medium"),
        "category",
        *views.MEASURED,
        "owner",
        "preventable",
        ("usual_fix", "medium"),
    ),
    {"carc": "carc_code"},
)
downloads.downloads(
    "Denials by reason",
    {
        "Reasons": reasons,
        "Also cited": partial(session.review().ask, "cited_reasons"),
        "Remarks": partial(session.review().ask, "denials_by_remark"),
    },
    "denials_by_reason",
)

fold = st.expander("Every reason cited, primary or not", key="cited_reasons", on_change="rerun")
if fold.open:
    with fold:
        views.table(
            session.review().ask("cited_reasons"),
            "cited_table",
            (
                "carc_code",
                "reason_label",
                "category",
                "cited_line_count",
                "primary_line_count",
                "cited_amount",
            ),
        )
fold = st.expander("Remarks that came with the denials", key="remarks", on_change="rerun")
if fold.open:
    with fold:
        views.table(
            session.review().ask("denials_by_remark"),
            "remarks_table",
            (
                "remark_code",
                "remark_label",
                "carc_code",
                "category",
                "denied_line_count",
                "denied_amount",
            ),
            {"remark": "remark_code", "carc": "carc_code"},
        )
