"""Where every denied dollar is, as one bar, and what runs out of time: parts of several pages."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import session
from analytics.charts.denied_dollars import denied_dollars_bar, last_deadlines_chart
from analytics.components import downloads, views
from analytics.components.text import plain
from analytics.measures.denied_dollars import denied_dollars_sentence, last_deadlines_sentence
from analytics.vocabulary import ReviewFilters


def draw(dollars: pd.DataFrame, has_heading: bool = True) -> None:
    """The bar with its places, and what they come to in a sentence."""
    if not dollars["denied_amount"].sum():
        return
    if has_heading:
        st.subheader("Where the denied dollars are", anchor=False)
    st.caption(plain(denied_dollars_sentence(dollars)))
    st.html(denied_dollars_bar(dollars))


def draw_last_deadlines(filters: ReviewFilters) -> None:
    """What passed its last deadline in the 12 weeks before, and what will in the 12 to come."""
    weeks = session.review(filters.of_all_weeks()).ask("last_deadlines")
    st.caption(
        plain(
            f"{last_deadlines_sentence(weeks)} All weeks, not only those shown above; "
            "amounts waiting for another payer or the patient are not included."
        )
    )
    if weeks[["past_amount", "due_amount"]].sum().sum():
        views.chart(last_deadlines_chart(weeks), "last_deadlines", ())
    downloads.downloads("Last deadlines", {"Last deadlines": weeks}, "last_deadlines")
