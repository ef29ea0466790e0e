"""Words against answers: work items the payer's answers speak against, as a badge on Files."""

from __future__ import annotations

import streamlit as st

from analytics import session
from analytics.components.text import plain
from analytics.measures.contradictions import contradictions_sentence
from analytics.measures.words import count_text
from analytics.program import page_file


def badge() -> None:
    """How many there are, on the page Files; nothing where there are none."""
    rows = session.everything().ask("words_against_answers")
    if rows.empty:
        return
    words = f"{count_text(len(rows), 'work item')} that do not match the payer's answers"
    st.badge(words, icon=":material/rule:", color="orange")
    st.caption(plain(contradictions_sentence(rows)))
    st.page_link(
        page_file("denied_lines"), label="View them on Work list", query_params={"list": "words"}
    )
