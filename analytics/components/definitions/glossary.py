"""What figures and codes mean, found by name: part of the Definitions page."""

from __future__ import annotations

import streamlit as st

from analytics import session
from analytics.components import views
from analytics.components.frame import how_counted
from analytics.measures.definitions import with_words


def draw_measure() -> None:
    """A measure of docs/measures.md, chosen by name: numerator, denominator, date, what to do."""
    measures = how_counted.measures()
    if st.session_state.get("measure_shown") not in measures:
        st.session_state["measure_shown"] = None
    name = st.selectbox(
        "How is a figure counted?",
        list(measures),
        key="measure_shown",
        placeholder="Choose a figure",
        width=420,
    )
    if name:
        with st.container(border=True, key="measure"):
            st.markdown(how_counted.plain_dollars(f"**{name}**\n\n{measures[name]}"))


def draw_remarks() -> None:
    """What each remark code says, those that came most often first."""
    sought = st.text_input(
        "Find a code or word", key="remark_sought", type="search", placeholder="All", width=300
    ).strip()
    remarks = with_words(session.everything().ask("remark_definitions"), sought, "remark_code")
    st.caption(
        "A remark (RARC) narrows a reason. Remarks in your files come first, most frequent on top."
    )
    views.table(
        remarks,
        "remark_definitions",
        (
            "remark_code",
            ("remark_label", "medium"),
            "category",
            ("usual_fix", "medium"),
            "remark_count",
        ),
        height=min(38 + 35 * max(len(remarks), 1), 420),
    )
