"""Words against answers: work items the payer's answers speak against, as a list and a badge."""

from __future__ import annotations

import streamlit as st

from analytics import notebook, session
from analytics.components import downloads, history, views, worklist
from analytics.components.text import plain
from analytics.exports.columns import columns_for
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
    st.page_link(page_file("denied_lines"), label="View them on Denied lines")


def draw() -> None:
    """The list, folded, on the page Denied lines; nothing where there are none."""
    rows = session.everything().ask("words_against_answers")
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
            "All weeks, regardless of filters. Correct the status, or ask the payer "
            "where the answer is. Click a row for the claim's history."
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
            "Status does not match payer",
            {"Status does not match payer": columns_for("words_against_answers", rows)},
            "words_against_answers",
        )
