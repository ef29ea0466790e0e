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
from analytics.measures.sentences import week_sentence
from analytics.measures.weeks import fill_weeks, usual_range

ROW_LIMIT = 200

layout.opening("What did payers deny this week?")

rows = session.ask("weekly_denials", session.with_history(session.filters_in_force()))
layout.stop_if_empty(session.in_view(fill_weeks(rows)))
week = session.latest_full_week(session.filters_in_force())
# What is compared with looks back further than what is shown.
with_weeks_before = usual_range(fill_weeks(rows, until=week))
weekly = session.in_view(with_weeks_before)
layout.answer(week_sentence(with_weeks_before, week))
figures.week_figures(with_weeks_before, week)
drivers.expected(week)
packets.weekly(week)

alerts.new_or_worse(week)

st.subheader("In all weeks shown", anchor=False)
dollars = denied_dollars.ask()
figures.view_figures(session.ask("headline").iloc[0], dollars)
denied_dollars.draw(dollars)
layout.apart()

st.subheader("Week by week", anchor=False)
views.chart(weekly_trend(weekly, session.filters_in_force().date_basis), "weekly_trend", ("week",))

drivers.why_the_rate_moved(week)

categories, payers = st.columns(2, gap="large")
with categories:
    st.subheader("By category", anchor=False)
    kinds = breakdown(session.ask("denials_by_category"), "category", shared_denominator=True)
    views.chart(bar_chart(kinds, "category", "category", room=2.2), "category_bars", ("category",))
with payers:
    st.subheader("By payer", anchor=False)
    payers_shown = breakdown(session.ask("denials_by_payer"), "payer_name")
    views.chart(
        bar_chart(payers_shown, "payer_name", "payer_name", room=2.2), "payer_bars", ("payer",)
    )

st.subheader("Top denials", anchor=False)
st.caption(f"Alike denials together, the {ROW_LIMIT} with most dollars. Click a row for its lines.")
top = session.ask("top_denials", row_limit=ROW_LIMIT)
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
downloads.how_counted(
    "Weekly review",
    "headline",
    "denied_dollars",
    "weekly_denials",
    "alerts",
    "rate_drivers",
    "top_denials",
)
