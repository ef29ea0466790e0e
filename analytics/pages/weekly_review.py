"""Weekly review: what payers denied, whether it moved, and what to work on."""

import streamlit as st

from analytics import session
from analytics.charts.breakdowns import bar_chart
from analytics.charts.weekly import weekly_trend
from analytics.components import (
    alerts,
    denied_dollars,
    downloads,
    drivers,
    figures,
    layout,
    packets,
    views,
)
from analytics.exports.columns import columns_for
from analytics.measures.breakdowns import breakdown
from analytics.measures.weeks import fill_weeks
from analytics.review import week_in_review

ROW_LIMIT = 200

layout.opening("This week")

rows = session.review(session.filters_in_force().with_history()).ask("weekly_denials")
layout.stop_if_empty(session.in_view(fill_weeks(rows)))
told = week_in_review(session.review())
layout.answer(told.sentence)
figures.week_figures(told)
st.caption(layout.plain(told.expected_sentence))
packets.weekly(told.monday)

alerts.new_or_worse(told)

st.subheader("All weeks shown", anchor=False)
figures.view_figures(told.review)
denied_dollars.draw(told.dollars)
layout.apart()

st.subheader("Week by week", anchor=False)
views.chart(weekly_trend(told.weeks, told.filters.date_basis), "weekly_trend", ("week",))

drivers.why_the_rate_moved(told)

categories, payers = st.columns(2, gap="large")
with categories:
    st.subheader("By category", anchor=False)
    kinds = breakdown(
        session.review().ask("denials_by_category"), "category", shared_denominator=True
    )
    views.chart(bar_chart(kinds, "category", "category", room=2.2), "category_bars", ("category",))
with payers:
    st.subheader("By payer", anchor=False)
    payers_shown = breakdown(session.review().ask("denials_by_payer"), "payer_name")
    views.chart(
        bar_chart(payers_shown, "payer_name", "payer_name", room=2.2), "payer_bars", ("payer",)
    )

st.subheader("Top denials", anchor=False)
st.caption(
    f"Similar denials grouped, the {ROW_LIMIT} with the most dollars. Click a row to view lines."
)
top = session.review().ask("top_denials", row_limit=ROW_LIMIT)
views.table(
    top,
    "top_denials",
    (
        "carc_code",
        ("reason_label", "medium"),
        "category",
        "payer_name",
        "procedure_code",
        "modifier_codes",
        "denied_line_count",
        "denied_amount",
        "recovered_amount",
        "open_amount",
        "owner",
        ("usual_fix", "medium"),
        "last_remit_date",
    ),
    {
        "carc": "carc_code",
        "payer": "payer_name",
        "procedure": "procedure_code",
        "modifier": "modifier_codes",
    },
)
downloads.downloads("Top denials", {"Top denials": columns_for("top_denials", top)}, "top_denials")
