"""One change of many lines: the ticked ones, the form, and what was done in one sentence."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.access import is_allowed
from analytics.components import editing, history, layout, rights, ticked_lines
from analytics.measures.words import count_text, dollar_text
from analytics.measures.worklist import change_sentence

EMPTIED = {
    "assignee": "Assigned to",
    "next_step": "Next step",
    "next_date": "Next date",
    "note": "Note",
}


def actions(lines: pd.DataFrame) -> None:
    """What can be done with the ticked lines."""
    picked = ticked_lines.picked(lines)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            f"Change {count_text(len(picked), 'line')}" if len(picked) else "Change lines",
            key="change_lines",
            type="primary",
            icon=":material/edit:",
            disabled=picked.empty or not is_allowed("work"),
            help=rights.why_not("work"),
            on_click=_open,
        )
        words = (
            (f"{dollar_text(picked['open_amount'].sum())} still denied on the checked lines.")
            if len(picked)
            else ("Check lines to change them together; click a line for the claim's full history.")
        )
        st.caption(layout.plain(words))
    if "work_said" in st.session_state:
        st.success(layout.plain(st.session_state.pop("work_said")), icon=":material/check:")


def show_open_change(lines: pd.DataFrame) -> bool:
    """Show the form if it was asked for; whether it is shown."""
    picked = ticked_lines.picked(lines)
    is_open = bool(st.session_state.get("work_open")) and not picked.empty
    if is_open:
        _dialog(picked)
    return is_open


def _open() -> None:
    """Whatever became of a claim's history: one dialog is open at a time."""
    history.forget()
    st.session_state["work_open"] = True


def _close() -> None:
    st.session_state.pop("work_open", None)


@st.dialog("Change the checked lines", width="medium", on_dismiss=_close)
def _dialog(picked: pd.DataFrame) -> None:
    """One form for all of them; what is left blank stays as it is."""
    open_amount = dollar_text(picked["open_amount"].sum())
    st.caption(
        layout.plain(
            f"{count_text(len(picked), 'line')}, {open_amount} still denied. Blank "
            "fields stay unchanged."
        )
    )
    people = notebook.people(session.store())
    with st.form("work_form", border=False, enter_to_submit=False):
        left, right = st.columns(2)
        status = left.selectbox(
            "Status",
            list(notebook.STATUSES),
            index=None,
            format_func=notebook.STATUSES.__getitem__,
            placeholder="No change",
            key="change_status",
        )
        assignee = right.selectbox(
            "Assigned to",
            people,
            index=None,
            accept_new_options=True,
            placeholder="Unchanged: choose or type a name",
            key="change_assignee",
        )
        step = left.text_input("Next step", key="change_next_step", max_chars=200)
        day = right.date_input("Next date", value=None, key="change_next_date")
        note = st.text_area("Note", key="change_note", height=80, max_chars=2000)
        empty = st.multiselect(
            "Clear these", list(EMPTIED), format_func=EMPTIED.__getitem__, key="change_empty"
        )
        rights.signature()
        is_sent = st.form_submit_button("Save", type="primary", key="save_change")
    if is_sent:
        said = {
            "status": status,
            "assignee": assignee,
            "next_step": step.strip() or None,
            "next_date": day.isoformat() if day else None,
            "note": note.strip() or None,
        }
        said |= {name: "" for name in empty if said[name] is None}
        _save(picked, notebook.WorkChange(**said))


def _save(picked: pd.DataFrame, change: notebook.WorkChange) -> None:
    """Write it down, say what was done, and draw the page anew; or say what is missing."""
    if not change.said():
        st.warning("Nothing to change yet.")
        return
    lines = dict(zip(picked[ticked_lines.ID], picked["patient_control_number"], strict=True))
    if not editing.saved(lambda: notebook.save_work(session.store(), lines, change)):
        return
    st.session_state["work_said"] = change_sentence(len(lines), change.said(), notebook.STATUSES)
    _close()
    ticked_lines.forget()
    history.forget()
    st.rerun()
