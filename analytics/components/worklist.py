"""The work list: what runs out of time, and whose lines to see."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.components import layout, views
from analytics.measures.words import day_text
from analytics.measures.worklist import (
    NOBODY,
    choice_text,
    deadlines_sentence,
    missed_sentence,
    requests_sentence,
)
from analytics.vocabulary import SOON, ReviewFilters

LABELS = {"owner": "Owner", "status": "Status", "assignee": "Assigned to"}
OUTCOMES = {
    "open": "Open",
    "re_denied": "Re-denied",
    "reversed": "Reversed",
    "partly_recovered": "Partly recovered",
    "recovered": "Recovered",
}


def due_soon(day: date, is_current: bool) -> bool:
    """The deadlines of the next 14 days in one sentence; whether only their lines are wanted."""
    filters = session.filters_in_force().of_all_weeks()
    headline = session.review(filters).ask("deadline_headline", within_days=SOON).iloc[0]
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="due_box"):
        with st.container(gap="xsmall"):
            sentence = deadlines_sentence(headline, SOON)
            st.markdown(f":material/event_upcoming: **{layout.plain(sentence)}**")
            seen_from = (
                "All weeks, not only those shown above. "
                if is_current
                else f"As of {day_text(day)}, the date of the newest remittance. "
            )
            st.caption(layout.plain(seen_from + missed_sentence(headline)))
        return st.toggle(
            f"Only these {headline['due_line_count']:,.0f}",
            key="due_soon",
            disabled=not headline["due_line_count"],
            persist_state="session",
            width="content",
        )


def asked_for_records(filters: ReviewFilters) -> None:
    """The claims payers ask records about, by when; nothing is drawn where there is none."""
    requests = session.review(filters).ask("information_requests")
    sentence = requests_sentence(requests)
    if not sentence:
        return
    with st.expander(layout.plain(sentence), icon=":material/attach_file:", key="records_asked"):
        views.table(
            requests[~requests["is_answered"].astype(bool)],
            "information_requests",
            (
                "due_date",
                "days_left",
                "patient_control_number",
                "payer_claim_control_number",
                "payer_name",
                ("requested_labels", "large"),
                "request_date",
                "file_name",
                "segment_number",
            ),
        )


def choices(filters: ReviewFilters, **asked: object) -> dict[str, str | None]:
    """Whose lines and which: owner, status and person as picked, each with counts and dollars."""
    chosen = {kind: st.session_state.get(f"work_{kind}") for kind in LABELS}
    counts = session.review(filters).ask("worklist_counts", **asked, **chosen)
    _choice("owner", counts)
    with st.container(horizontal=True, gap="medium", key="work_choices"):
        for kind in ("status", "assignee"):
            _choice(kind, counts)
        st.pills(
            "Outcome",
            OUTCOMES,
            format_func=OUTCOMES.__getitem__,
            selection_mode="multi",
            key="outcomes",
            width="content",
            persist_state="session",
        )
    return {kind: st.session_state.get(f"work_{kind}") for kind in LABELS}


def outcomes() -> list[str]:
    """The outcomes that were picked; none means all."""
    return st.session_state.get("outcomes") or []


def _choice(kind: str, counts: pd.DataFrame) -> None:
    """One row of choices, most dollars first; what is picked stays, even with no line left."""
    rows = counts[counts["choice_kind"] == kind].set_index("value")
    picked = st.session_state.get(f"work_{kind}")
    options = [*rows.index, *({picked} - {None} - set(rows.index))]
    if kind == "status":
        options.sort(key=list(notebook.STATUSES).index)

    def text(value: str) -> str:
        """A choice as people read it, with its lines and dollars."""
        label = notebook.STATUSES[value] if kind == "status" else value or NOBODY
        said = choice_text(rows.loc[value], label) if value in rows.index else label
        return layout.plain(said)

    st.pills(
        LABELS[kind],
        options,
        format_func=text,
        key=f"work_{kind}",
        width="content",
        persist_state="session",
    )
