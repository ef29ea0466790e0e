"""A claim's whole story, in a dialog: a timeline, then every event with its place in a file.

Which claim is open is kept in the session, never in the address.
"""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.charts.style import CONFIG
from analytics.charts.timeline import claim_timeline
from analytics.components import downloads, layout, ticked_lines, views
from analytics.measures.lives import LANES, life_sentence, milestones
from analytics.measures.words import count_text
from analytics.vocabulary import TrailFault

TITLE = "The claim's history"


def table_key(name: str) -> str:
    """Key of a table whose rows open claims; another after each closed dialog, to clear it."""
    return f"{name}_{st.session_state.get('lines_drawn', 0)}"


def open_claim(line: pd.Series) -> None:
    """For a table's callback: remember the claim of the picked line."""
    session.claim_closed()
    st.session_state.setdefault("claims_closed", []).clear()
    st.session_state["claim_open"] = (line["patient_control_number"], line["payer_name"])


def show_open_claim() -> None:
    """Show the dialog if a claim was picked, and was not closed since."""
    if "claim_open" not in st.session_state:
        return
    closed = st.session_state.setdefault("claims_closed", [])
    claim = st.session_state["claim_open"]
    if claim in closed:
        close(closed, claim)
    else:
        dismissed = partial(close, closed, claim)
        st.dialog(TITLE, width="large", on_dismiss=dismissed)(_history)(*claim)


def close(closed: list[tuple[str, str]], claim: tuple[str, str]) -> None:
    """Forget the claim and clear the table's selected cell.

    A click that comes while this is called may end it wherever it looks into the session, so first
    it is noted in `closed` that the claim was closed: it never opens again by itself.
    """
    closed.append(claim)
    st.session_state.pop("claim_open", None)
    session.claim_closed()
    ticked_lines.draw_anew()
    closed.clear()


def forget() -> None:
    """For what opens a dialog of its own: no claim is open any more."""
    st.session_state.pop("claim_open", None)
    session.claim_closed()


def _history(control_number: str, payer_name: str) -> None:
    """Every event of a claim, first to last, with the place in the file it was read from."""
    try:
        events = session.everything().ask("claim_history", claim=control_number, payer=payer_name)
    except TrailFault as fault:  # who opens a claim is on record, or it is not opened
        st.error(layout.plain(str(fault).replace("`", "")), icon=":material/error:")
        return
    work = session.everything().ask("work_history", claim=control_number, payer=payer_name)
    adjudications = events["file_name"].nunique()
    st.markdown(f"**{layout.plain(control_number)}** · {layout.plain(payer_name)}")
    st.caption(
        f"{count_text(len(events), 'event')} from {count_text(adjudications, 'file')}, oldest "
        "first. Segment is the position in the file, counted from 1."
    )
    _timelines(events)
    whole_claim = events["service_line_number"] == 0
    views.table(
        events.assign(service_line_number=events["service_line_number"].mask(whole_claim)),
        "claim_history",
        (
            ("event_number", 50),
            "event_date",
            ("service_line_number", 50),
            "event",
            "procedure_code",
            "group_code",
            "carc_code",
            "remark_code",
            "amount",
            ("detail", 330),
            ("file_name", 190),
            "segment_number",
        ),
        height=min(38 + 35 * len(events), 530 if work.empty else 320),
    )
    _work(work)
    downloads.downloads(
        f"History of claim {control_number}", {"History": events, "Work": work}, "claim_history"
    )


def _timelines(events: pd.DataFrame) -> None:
    """A timeline per claim: a control number may have been used for two."""
    for place, (_, life) in enumerate(events.groupby("life_number", sort=True), start=1):
        steps = milestones(life)
        if steps.empty:
            continue
        if events["life_number"].nunique() > 1:
            st.markdown(f"**Claim {place}** under this number: a separate claim")
        st.plotly_chart(
            claim_timeline(steps, LANES),
            key=f"claim_timeline_{place}",
            config=CONFIG,
            alt=life_sentence(steps),
        )


def _work(work: pd.DataFrame) -> None:
    """What the team wrote of the claim's lines, newest first; who, and when."""
    if work.empty:
        st.caption("No notes on this claim yet.")
        return
    st.markdown(f"**Work notes**: {count_text(len(work), 'entry', 'entries')}, newest first")
    views.table(
        work.assign(work_status=work["work_status"].map(notebook.STATUSES))[::-1],
        "work_history",
        (
            "worked_at",
            "worked_by",
            "procedure_code",
            "work_status",
            "assignee",
            "next_step",
            "next_date",
            ("note", "large"),
        ),
        height=min(38 + 35 * len(work), 210),
    )
