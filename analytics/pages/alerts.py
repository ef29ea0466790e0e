"""New or worse, the watch list and what improved: a section of the weekly review."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.measures.signal_words import quiet_sentence
from analytics.measures.words import count_text
from analytics.pages import parts

FIELDS = {
    "carc": "carc_code",
    "payer": "payer_name",
    "procedure": "procedure_code",
    "modifier": "modifier_code",
}


def new_or_worse(week: pd.Timestamp) -> None:
    """Each alert of a week as a sentence that leads to its lines; quiet weeks say so in one."""
    st.subheader("New or worse", anchor=False)
    alerts, watched, improved = (
        session.ask(question, week=week.date()) for question in ("alerts", "watch_list", "improved")
    )
    if alerts.empty:
        st.markdown(parts.plain(quiet_sentence(session.ask_all("signal_weeks"), week)))
    _sentences(alerts, "alert", ":material/trending_up:")
    if len(improved):
        st.markdown("**Improved**")
        _sentences(improved, "improved", ":material/trending_down:")
    if len(watched):
        words = f"Watch list: {count_text(len(watched), 'combination')} that may as well be luck"
        with st.expander(words, key="watch_list_folded"):
            _sentences(watched, "watched", ":material/visibility:")


def _sentences(rows: pd.DataFrame, key: str, icon: str) -> None:
    """A sentence each, with a button that shows the lines behind it."""
    for place, (_, row) in enumerate(rows.iterrows(), start=1):
        words, button = st.columns((7, 1), vertical_alignment="center")
        words.markdown(f"{icon} {parts.plain(row['sentence'])}")
        button.button(
            "Its lines",
            key=f"{key}_{place}_lines",
            on_click=_show_lines,
            args=(row,),
            help="The denied lines of the weeks compared.",
        )


def _show_lines(row: pd.Series) -> None:
    """For the button: its reason, payer, procedure, modifier and weeks as filters.

    Lines without a modifier cannot be chosen in the filters: all of them are shown then.
    """
    values = {name: row[column] for name, column in FIELDS.items()}
    values = {name: value for name, value in values.items() if not pd.isna(value) and value}
    st.session_state["weeks"] = f"{row['first_week']:%Y-%m-%d}"
    st.session_state["until"] = f"{row['remit_week']:%Y-%m-%d}"
    session.drill(**values)
