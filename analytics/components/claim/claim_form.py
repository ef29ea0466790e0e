"""What the team writes about a claim: a note, its owner, status and next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analytics import notebook, session
from analytics.access import current_person, is_allowed
from analytics.components import editing, rights
from analytics.components.actions import decide
from analytics.measures.claim_steps import one_of
from analytics.measures.worklist import NOBODY
from analytics.vocabulary import EditConflict, ReviewFilters


@dataclass
class Form:
    """The fields of a claim as they were drawn, and what of them was seen since."""

    key: str
    name: str
    shown: dict[str, str]
    seen: dict[str, str]


def _opened(key: str, now: dict[str, str]) -> Form:
    """The fields as they were when the claim was opened here, or saved last.

    They stay while somebody else changes the same claim: what was typed into them is not lost, and
    saving finds that both met.
    """
    state = st.session_state
    form: Form | None = state.get("claim_form")
    if form is None or form.key != key:
        state["claim_forms"] = state.get("claim_forms", 0) + 1
        form = state["claim_form"] = Form(key, f"{key}_{state['claim_forms']}", now, dict(now))
    return form


def draw_form(key: str, own: pd.DataFrame, listed: Sequence[str]) -> None:
    """A note, whose it is, its status and the day of the next step; saved, then on to the next."""
    may, form = is_allowed("work"), _opened(key, _standing(own))
    shown, version = form.shown, form.name
    known = [*notebook.people(session.store()), current_person().name, shown["assignee"]]
    people = [each for each in dict.fromkeys(known) if each]
    statuses = list(notebook.STATUSES)
    to = _next(key, listed)
    with st.form(f"claim_form_{version}", border=False, enter_to_submit=False):
        written = st.text_area(
            "Write a note",
            key=f"claim_note_{version}",
            height=68,
            max_chars=2000,
            placeholder="Write a note",
            label_visibility="collapsed",
            disabled=not may,
        )
        with st.container(key="drawer_foot"):
            left, middle, right, last = st.columns(
                (3, 3, 3, 2), gap="small", vertical_alignment="bottom"
            )
            assignee = left.selectbox(
                "Assigned to",
                ["", *people],
                index=["", *people].index(shown["assignee"]),
                format_func=lambda each: each or NOBODY,
                accept_new_options=True,
                key=f"claim_assignee_{version}",
                disabled=not may,
            )
            status = middle.selectbox(
                "Status",
                statuses,
                index=statuses.index(shown["status"]) if shown["status"] else None,
                format_func=notebook.STATUSES.__getitem__,
                placeholder="Differs",
                key=f"claim_status_{version}",
                disabled=not may,
            )
            day = right.date_input(
                "Next date",
                value=date.fromisoformat(shown["next_date"]) if shown["next_date"] else None,
                key=f"claim_next_date_{version}",
                format="MM/DD/YYYY",
                disabled=not may,
            )
            goes_on = last.form_submit_button(
                "Save, next" if to else "Save",
                key="claim_save",
                type="primary",
                disabled=not may,
                help=rights.why_not("work"),
                width="stretch",
            )
        is_saved = st.form_submit_button(
            "Save", key="claim_save_stay", disabled=not may, type="tertiary"
        )
    _decide_button(own)
    if is_saved or goes_on:
        typed = {
            "status": status or "",
            "assignee": assignee or "",
            "next_date": day.isoformat() if day else "",
        }
        _save(form, own, typed, written.strip(), to if goes_on else None)


def _standing(own: pd.DataFrame) -> dict[str, str]:
    """What stands of these lines now; '' where they differ or have none."""
    days = [f"{day:%Y-%m-%d}" if not pd.isna(day) else "" for day in own["next_date"]]
    return {
        "status": one_of(own["work_status"].tolist()),
        "assignee": one_of(own["assignee"].tolist()),
        "next_date": one_of(days),
    }


def _next(key: str, listed: Sequence[str]) -> str | None:
    place = listed.index(key) + 1 if key in listed else len(listed)
    return listed[place] if place < len(listed) else None


def _save(
    form: Form, own: pd.DataFrame, typed: dict[str, str], written: str, to: str | None
) -> None:
    """Write down what differs from what was on the screen; ask where somebody else was faster."""
    now, seen = _standing(own), form.seen
    changed = {name: value for name, value in typed.items() if value != seen[name]}
    met = [name for name in changed if now[name] not in (seen[name], changed[name])]
    if met:
        standing, mine = ({name: of[name] for name in met} for of in (now, changed))
        editing.show(EditConflict("This claim", standing, mine), "Save again to keep yours.")
        form.seen = seen | standing
        return
    if not changed.get("status", "new"):
        changed.pop("status")
    if written:
        changed["note"] = written
    if changed:
        numbers = zip(own["remitted_line_id"], own["patient_control_number"], strict=True)
        change = notebook.WorkChange(**changed)
        if not editing.saved(lambda: session.review().save_work(dict(numbers), change)):
            return
        st.session_state["claim_saved"] = True
    elif to is None:
        st.caption("Nothing to save yet.")
        return
    st.session_state.pop("claim_form")
    if to is not None:
        go_to(to)
    context = get_script_run_ctx()
    st.rerun(scope="fragment" if context and context.fragment_ids_this_run else "app")


def go_to(key: str) -> None:
    """For a callback: the claim that goes by this key, in the same drawer."""
    session.claim_closed()
    st.session_state["claim"] = key


def _decide_button(own: pd.DataFrame) -> None:
    """A decision about lines like these; its dialog takes the place of the drawer."""
    first = own.iloc[0]
    about = ReviewFilters(payers=(first["payer_name"],), carcs=(first["carc_code"],))
    pressed = st.button(
        "Decide",
        key="claim_decide",
        icon=":material/add_task:",
        type="tertiary",
        disabled=not is_allowed("work"),
        help=rights.why_not("work") or "Record what will be done about denials like this one.",
    )
    if pressed:
        decide.open_about(about)
        st.rerun()
