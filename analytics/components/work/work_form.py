"""One change of many lines: the ticked ones, the form, and what was done in one sentence."""

from __future__ import annotations

import streamlit as st

from analytics import notebook, session
from analytics.access import is_allowed
from analytics.components import editing, layout, rights
from analytics.components.claim import history
from analytics.components.work import ticked_lines
from analytics.components.work.worklist import Listed
from analytics.measures.words import count_text, dollar_text
from analytics.measures.worklist import change_sentence

EMPTIED = {
    "assignee": "Assigned to",
    "next_step": "Next step",
    "next_date": "Next date",
    "note": "Note",
}


def said() -> None:
    """What the last change did, once."""
    if "work_said" in st.session_state:
        st.success(layout.plain(st.session_state.pop("work_said")), icon=":material/check:")


def actions(listed: Listed) -> bool:
    """What can be done with the ticked lines; whether any is ticked."""
    picked = ticked_lines.picked(listed.lines, listed.is_cut)
    if not picked:
        return False
    total = int(listed.totals["line_count"])
    known = listed.lines["remitted_line_id"].isin(picked)
    amount = dollar_text(listed.lines.loc[known, "open_amount"].sum())
    worth = f", {amount} open" if known.sum() == len(picked) else ""
    st.caption(layout.plain(f"{count_text(len(picked), 'line')} ticked{worth}"), width="content")
    st.button(
        f"Change {count_text(len(picked), 'line')}",
        key="change_lines",
        type="primary",
        icon=":material/edit:",
        disabled=not is_allowed("work"),
        help=rights.why_not("work"),
        on_click=_open,
    )
    if len(picked) < total:
        st.button(
            f"Select all {count_text(total, 'line')}",
            key="select_all",
            type="tertiary",
            on_click=_tick_all,
            args=(listed,),
        )
    st.button("Untick all", key="untick_all", type="tertiary", on_click=ticked_lines.forget)
    return True


def _tick_all(listed: Listed) -> None:
    ticked_lines.tick(listed.all_lines())


def show_open_change(listed: Listed) -> None:
    """Show the form if it was asked for, and lines are still ticked."""
    if not is_open():
        return
    picked = ticked_lines.picked(listed.lines, listed.is_cut)
    if not picked:
        _close()
        return
    known = listed.lines["remitted_line_id"].isin(picked)
    amount = listed.lines.loc[known, "open_amount"].sum()
    _dialog(picked, amount if known.sum() == len(picked) else None)


def is_open() -> bool:
    """Whether the form was asked for: a page shows one dialog at a time."""
    return bool(st.session_state.get("work_open"))


def _open() -> None:
    """Whatever became of a claim's history: one dialog is open at a time."""
    history.forget()
    st.session_state["work_open"] = True


def _close() -> None:
    st.session_state.pop("work_open", None)


@st.dialog("Change the ticked lines", width="medium", on_dismiss=_close)
def _dialog(picked: dict[str, str], open_amount: float | None) -> None:
    """One form for all of them; what is left blank stays as it is."""
    worth = "" if open_amount is None else f", {dollar_text(open_amount)} open"
    st.caption(
        layout.plain(f"{count_text(len(picked), 'line')}{worth}. Blank fields stay unchanged.")
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
        day = right.date_input("Next date", value=None, key="change_next_date", format="MM/DD/YYYY")
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


def _save(lines: dict[str, str], change: notebook.WorkChange) -> None:
    """Write it down, say what was done, and draw the page anew; or say what is missing."""
    if not change.said():
        st.warning("Nothing to change yet.")
        return
    if not editing.saved(lambda: session.review().save_work(lines, change)):
        return
    st.session_state["work_said"] = change_sentence(len(lines), change.said(), notebook.STATUSES)
    _close()
    ticked_lines.forget()
    history.forget()
    st.rerun()
