"""This week: what payers denied, whether that is usual, what got worse, what is due."""

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import downloads, layout, views
from analytics.components.actions import action_cards
from analytics.components.meeting import meeting_state
from analytics.components.week import alerts, drivers, week_due, week_explored, week_figures
from analytics.exports.columns import columns_for
from analytics.measures.sentences import patterns_worse
from analytics.measures.words import week_text

ROW_LIMIT = 200


def days_of_week() -> str:
    """The days of the week under review."""
    monday = session.week_under_review()
    return "" if monday is None else week_text(monday)


def go_to(monday: date) -> None:
    """For a callback: the weeks up to this one."""
    st.session_state["until"] = monday.isoformat()


opened = layout.opening("This week", days_of_week)
layout.stop_if_empty(session.review().ask("weekly_denials"))
told = session.week_told()

span = session.everything().ask("data_span").iloc[0]
with opened.steps:
    for step, icon, name in ((-1, "chevron_left", "before"), (1, "chevron_right", "after")):
        monday = told.week + timedelta(weeks=step)
        is_there = span["first_week"] <= pd.Timestamp(monday) <= span["last_week"]
        st.button(
            " ",
            key=f"week_{name}",
            icon=f":material/{icon}:",
            help=f"The week {name}",
            disabled=not is_there,
            on_click=go_to,
            args=(monday,),
        )
with opened.buttons:
    packet = st.popover("Packet", key="packet", icon=":material/download:", on_change="rerun")
    if packet.open:
        with packet:
            downloads.week_documents(told.monday)
    st.button(
        "Start meeting",
        key="start_meeting",
        type="primary",
        icon=":material/play_arrow:",
        on_click=meeting_state.begin,
    )
worse = int((told.alerts["status"] != "ended").sum())
layout.answer(told.answer, patterns_worse(worse), patterns_worse(worse).capitalize())
week_figures.figures(told)
alerts.cards(told)
week_explored.explore(told)
week_due.due(told)
action_cards.results(told.decided_before, told.week)

alerts.watched_and_improved(told)
if fold := layout.fold("Why the rate moved", "why_moved"):
    with fold:
        drivers.why_the_rate_moved(told)
if fold := layout.fold("Similar denials grouped, most dollars first", "top_denials_folded"):
    with fold:
        st.caption("Click a row to view its lines.")
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
        downloads.downloads(
            "Top denials", {"Top denials": columns_for("top_denials", top)}, "top_denials"
        )
st.caption(layout.plain(told.expected_sentence))
layout.apart()
