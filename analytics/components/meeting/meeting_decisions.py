"""The last step of the meeting: what was decided, and what goes home with everyone."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.components import downloads
from analytics.components.actions import decide
from analytics.components.meeting import meeting_state
from analytics.components.meeting.meeting_parts import line
from analytics.components.pane import pane
from analytics.exports.columns import columns_for
from analytics.markup.layout import (
    frame,
    section,
)
from analytics.markup.marks import Text, html
from analytics.markup.tables import Column, Row, table
from analytics.measures.names import number_word
from analytics.measures.words import (
    short_day_text,
)
from analytics.program import page_file
from analytics.review import WeekInReview

DECISIONS = 6


def decisions(told: WeekInReview) -> None:
    """What was decided in this meeting, and what goes home with everyone."""
    today = told.decided_now
    count = len(today)
    meeting_state.title(
        f"{number_word(count).capitalize()} decision{'' if count == 1 else 's'}"
        if count
        else "What will we do, and who does it?"
    )
    if today.empty:
        line("Nothing yet. Aim for two or three decisions, each with one owner and a due date.")
    else:
        pane(frame(_listed(today, "Decided for this week")), "meeting_decided")
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_home"):
        decide.decide_button("step", type="primary")
        st.page_link(page_file("denied_lines"), label="Open work list", icon=":material/list:")
        take = st.popover(
            "To take away", key="take_away", icon=":material/download:", on_change="rerun"
        )
    if take.open:
        with take:
            downloads.week_documents(told.monday)
            st.markdown("Top denials of the week")
            rows_of_week = columns_for("top_denials", told.top)
            downloads.downloads("Top denials", {"Top denials": rows_of_week}, "top_denials_of_week")
    before = told.decided_before
    still_open = before[before["status"] == "open"].sort_values(["due_date", "action_number"])
    if len(still_open):
        pane(
            frame(section("Still open from before", _listed(still_open, "Still open from before"))),
            "meeting_still_open",
        )
    line("The address of this page opens this meeting again, at this step and week.")


def _listed(actions: pd.DataFrame, label: str) -> Text:
    """Actions as a table: what, whose, by when, about what."""
    filters = notebook.action_filters(session.store())
    rows = [
        Row(
            (
                each.title,
                each.owner,
                short_day_text(each.due_date),
                decide.about_in_short(filters[each.action_number]),
            )
        )
        for each in actions.head(DECISIONS).itertuples()
    ]
    heads = [
        Column("Decision", "strong", is_wide=True),
        Column("Owner"),
        Column("Due"),
        Column("About", "muted", on_phone=False),
    ]
    more = len(actions) - len(rows)
    words = html('<p class="note">{} more on the page Actions.</p>', more) if more else ""
    return html("{}{}", table(heads, rows, label), words)
