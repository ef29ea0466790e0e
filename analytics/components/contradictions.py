"""Words against answers: work items the payer's answers speak against, as a list and a badge."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.components import downloads, history, views, worklist
from analytics.components.text import plain
from analytics.exports.columns import columns_for
from analytics.measures.contradictions import contradictions_sentence
from analytics.measures.words import count_text
from analytics.program import page_file


def ask() -> pd.DataFrame:
    """Every such work item, whatever the filters."""
    return session.ask_all("words_against_answers", today=session.today()[0])


def badge() -> None:
    """How many there are, on the page Files; nothing where there are none."""
    rows = ask()
    if rows.empty:
        return
    words = f"{count_text(len(rows), 'work item')} against the payer's answers"
    st.badge(words, icon=":material/rule:", color="orange")
    st.caption(plain(contradictions_sentence(rows)))
    st.page_link(page_file("denied_lines"), label="Look at them on Denied lines")


def draw() -> None:
    """The list, folded, on the page Denied lines; nothing where there are none."""
    rows = ask()
    if rows.empty:
        return
    sentence = contradictions_sentence(rows)
    fold = st.expander(
        plain(sentence), icon=":material/rule:", key="contradictions", on_change="rerun"
    )
    if not fold.open:
        return
    with fold:
        st.caption(
            "Of all weeks, whatever the filters. Correct the status, or ask the payer where its "
            "answer is. Click a row for the claim's history."
        )
        views.table(
            rows.assign(
                work_status=rows["work_status"].map(notebook.STATUSES),
                outcome=rows["outcome"].map(worklist.OUTCOMES),
            ),
            history.table_key("contradictions_table"),
            (
                "contradiction_label",
                "patient_control_number",
                "payer_name",
                "carc_code",
                "work_status",
                "status_date",
                "status_by",
                "outcome",
                "resolved_date",
                "denied_amount",
                "recovered_amount",
                "assignee",
            ),
            on_pick=history.open_claim,
        )
        downloads.downloads(
            "Words against answers",
            {"Words against answers": columns_for("words_against_answers", rows)},
            "words_against_answers",
        )
