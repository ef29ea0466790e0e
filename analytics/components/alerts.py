"""New or worse, the watch list and what improved: a section of the weekly review."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics import session
from analytics.components import decide, layout
from analytics.measures.signal_states import ENDED
from analytics.measures.signal_words import status_text
from analytics.measures.words import count_text
from analytics.review import WeekInReview
from analytics.vocabulary import CHOICES, ReviewFilters

# Filter → column of an alert, and field of the filters.
FIELDS = {
    "carc": "carc_code",
    "payer": "payer_name",
    "procedure": "procedure_code",
    "modifier": "modifier_code",
}


def new_or_worse(told: WeekInReview) -> None:
    """Each alert of a week as a sentence that leads to its lines; quiet weeks say so in one.

    New ones first, then those that stand, then those that ended in the last weeks.
    """
    st.subheader("New or worse", anchor=False)
    if not told.is_news:
        st.markdown(layout.plain(told.quiet_sentence))
    _sentences(told.alerts, "alert", ":material/trending_up:")
    if len(told.improved):
        st.markdown("**Improved**")
        _sentences(told.improved, "improved", ":material/trending_down:", can_decide=False)
    if len(told.watched):
        count = count_text(len(told.watched), "combination")
        words = f"Watch list: {count} that may be chance"
        fold = st.expander(words, key="watch_list_folded", on_change="rerun")
        if fold.open:
            with fold:
                _sentences(told.watched, "watched", ":material/visibility:")


def _sentences(rows: pd.DataFrame, key: str, icon: str, can_decide: bool = True) -> None:
    """A sentence each, with the lines behind it and what will be done about it."""
    for place, (_, row) in enumerate(rows.iterrows(), start=1):
        words, lines, decision = st.columns((10, 2, 2), vertical_alignment="center")
        words.markdown(f"{icon} {marked(row)}")
        lines.button(
            "View lines",
            key=f"{key}_{place}_lines",
            on_click=show_lines,
            args=(row,),
            help="The denied lines of the weeks compared.",
        )
        if can_decide and row.get("status") != ENDED:
            with decision:
                decide_about(row, f"{key}_{place}")


def marked(row: pd.Series) -> str:
    """The sentence of an alert behind its mark: new, since when it stands, or when it ended."""
    mark = status_text(row)
    return (f"**{mark}** · " if mark else "") + layout.plain(row["sentence"])


def decide_about(row: pd.Series, key: str) -> None:
    """The button that writes down what will be done about an alert, compared since it began."""
    fields: dict[str, Any] = {CHOICES[name].field: (value,) for name, value in _values(row).items()}
    since = row["since_week"]
    decide.decide_button(
        key, ReviewFilters(**fields), since_week=None if pd.isna(since) else since.date()
    )


def show_lines(row: pd.Series) -> None:
    """For the button: its reason, payer, procedure, modifier and weeks as filters."""
    st.session_state["weeks"] = f"{row['first_week']:%Y-%m-%d}"
    st.session_state["until"] = f"{row['remit_week']:%Y-%m-%d}"
    session.drill(**_values(row))


def _values(row: pd.Series) -> dict[str, str]:
    """What an alert is about as filters, one value each; "" is lines without a modifier."""
    values = {name: row[column] for name, column in FIELDS.items()}
    return {
        name: value
        for name, value in values.items()
        if not pd.isna(value) and (value or name == "modifier")
    }
