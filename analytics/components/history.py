"""A claim's whole story, in a dialog: a timeline, then every event with its place in a file.

Which claim is open is kept in the session, never in the address.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.charts.style import CONFIG
from analytics.charts.timeline import claim_timeline
from analytics.components import downloads, layout, ticked_lines, views
from analytics.measures.lives import LANES, life_sentence, milestones
from analytics.measures.words import count_text
from analytics.vocabulary import TrailFault


def table_key(name: str) -> str:
    """Key of a table whose rows open claims; another after each closed dialog, to clear it."""
    return f"{name}_{st.session_state.get('lines_drawn', 0)}"


def open_claim(line: pd.Series) -> None:
    """For a table's callback: remember the claim of the picked line."""
    session.claim_closed()
    st.session_state["claim_open"] = (line["patient_control_number"], line["payer_name"])


def show_open_claim() -> None:
    """Show the dialog if a claim was picked."""
    if "claim_open" in st.session_state:
        _dialog(*st.session_state["claim_open"])


def _close() -> None:
    """Forget the claim and clear the table's selected cell."""
    st.session_state.pop("claim_open", None)
    session.claim_closed()
    ticked_lines.draw_anew()


@st.dialog("The claim's history", width="large", on_dismiss=_close)
def _dialog(control_number: str, payer_name: str) -> None:
    """Every event of a claim, first to last, with the place in the file it was read from."""
    try:
        events = session.ask_all("claim_history", claim=control_number, payer=payer_name)
    except TrailFault as fault:  # who opens a claim is on record, or it is not opened
        st.error(layout.plain(str(fault).replace("`", "")), icon=":material/error:")
        return
    work = session.ask_all("work_history", claim=control_number, payer=payer_name)
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
        {
            "event_number": ("No.", st.column_config.NumberColumn(width=50)),
            "event_date": ("Date", views.DAY),
            "service_line_number": ("Line", st.column_config.NumberColumn(width=50)),
            "event": "What happened",
            "procedure_code": "Procedure",
            "group_code": "Group",
            "carc_code": "CARC",
            "remark_code": "Remark",
            "amount": ("Amount", views.AMOUNT),
            "detail": ("In words", st.column_config.TextColumn(width=330)),
            "file_name": ("File", st.column_config.TextColumn(width=190)),
            "segment_number": ("Segment", views.PLACE),
        },
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
            st.markdown(f"**Claim {place}** under this number: another claim, told apart")
        st.plotly_chart(
            claim_timeline(steps, LANES),
            key=f"claim_timeline_{place}",
            config=CONFIG,
            alt=life_sentence(steps),
        )


def _work(work: pd.DataFrame) -> None:
    """What the team wrote of the claim's lines, newest first; who, and when."""
    if work.empty:
        st.caption("Nobody has written anything on this claim yet.")
        return
    st.markdown(f"**Worked on**: {count_text(len(work), 'entry', 'entries')}, newest first")
    views.table(
        work.assign(work_status=work["work_status"].map(notebook.STATUSES))[::-1],
        "work_history",
        {
            "worked_at": (
                "When (UTC)",
                st.column_config.DatetimeColumn(format="MMM D, YYYY HH:mm"),
            ),
            "worked_by": "Who",
            "procedure_code": "Procedure",
            "work_status": "Status",
            "assignee": "Assigned to",
            "next_step": "Next step",
            "next_date": ("Next date", views.DAY),
            "note": ("Note", st.column_config.TextColumn(width="large")),
        },
        height=min(38 + 35 * len(work), 210),
    )
