"""Actions as cards: whose and by when, before and after as a chart, and what can be done."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.access import is_allowed
from analytics.charts.actions import action_chart
from analytics.charts.style import CONFIG
from analytics.components import action_form, decide, editing, rights
from analytics.components.text import plain
from analytics.measures.action_words import IMPROVED, TOO_EARLY, WORSE, repeats_sentence
from analytics.measures.actions import weekly_values
from analytics.measures.words import count_text, day_text
from analytics.notebook import Action, ActionChange
from analytics.vocabulary import EditConflict

MOST_CARDS = 12
LATE = "late"
MARKS: dict[str, tuple[Literal["blue", "orange", "gray"], str]] = {
    IMPROVED: ("blue", ":material/trending_down:"),
    WORSE: ("orange", ":material/trending_up:"),
    TOO_EARLY: ("gray", ":material/hourglass_top:"),
}
DONE, DELETE, EDIT = "done", "delete", "edit"


def choices(actions: pd.DataFrame, day: date) -> pd.DataFrame:
    """The actions left by the status and the owner picked."""
    is_late = (actions["status"] == "open") & (actions["due_date"] < pd.Timestamp(day))
    counts = actions["status"].value_counts().to_dict() | {LATE: int(is_late.sum())}
    labels = {name: notebook.ACTION_STATUSES.get(name, "Past due") for name in counts}
    with st.container(horizontal=True, gap="medium", key="action_choices"):
        status = st.pills(
            "Status",
            [name for name in (*notebook.ACTION_STATUSES, LATE) if counts.get(name)],
            format_func=lambda name: f"{labels[name]} {counts[name]}",
            key="action_status",
            width="content",
            persist_state="session",
        )
        owner = st.pills(
            "Owner",
            sorted(actions["owner"].unique()),
            format_func=plain,
            key="action_of",
            width="content",
            persist_state="session",
        )
    kept = actions[is_late] if status == LATE else actions
    kept = kept[kept["status"] == status] if status in notebook.ACTION_STATUSES else kept
    return kept[kept["owner"] == owner] if owner else kept


def cards(actions: pd.DataFrame) -> None:
    """One card per action, open ones by due date first, with what can be done."""
    if actions.empty:
        st.caption("No action like these.")
        return
    weeks = session.everything().ask("action_weeks")
    filters = notebook.action_filters(session.store())
    is_closed = actions["status"] != "open"
    ordered = actions.assign(is_closed=is_closed).sort_values(["is_closed", "due_date"])
    for action in ordered.head(MOST_CARDS).itertuples():
        with st.container(border=True, key=f"action_{action.action_number}"):
            left, right = st.columns([5, 4], gap="medium")
            with left:
                _words(action, decide.about_text(filters[action.action_number]))
                st.caption(plain(_more(action)))
                _buttons(action, filters[action.action_number])
            with right:
                _chart(weeks, action, 190)
    if len(actions) > MOST_CARDS:
        st.caption(f"{count_text(len(actions) - MOST_CARDS, 'more action')} in the table below.")


def rows(actions: pd.DataFrame, week: date, has_chart: bool = True) -> None:
    """A row per action as given, to be read together; seen from a week, nothing to change."""
    weeks = session.everything().ask("action_weeks", week=week)
    filters = notebook.action_filters(session.store())
    for action in actions.itertuples():
        with st.container(border=True, key=f"action_row_{action.action_number}"):
            left, right = st.columns([5, 4], gap="medium") if has_chart else (st.container(), None)
            with left:
                _words(action, decide.about_text(filters[action.action_number]))
            if right:
                with right:
                    _chart(weeks, action, 125)


def _chart(weeks: pd.DataFrame, action: Any, height: int) -> None:
    """Its weeks, as far as the answer looks."""
    own = weeks[
        (weeks["action_number"] == action.action_number)
        & (weeks["counted_week"] <= action.last_week)
    ]
    st.plotly_chart(
        action_chart(weekly_values(own, action.measure), action, height),
        key=f"action_chart_{action.action_number}",
        config=CONFIG,
        alt=action.sentence,
    )


def _words(action: Any, about: str) -> None:
    """What, whose, by when; about what; and what became of its number."""
    color, icon = MARKS.get(action.verdict, ("gray", ":material/trending_flat:"))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"#### {plain(action.title)}", width="content")
        st.badge(action.verdict, icon=icon, color=color)
    status = f"{notebook.ACTION_STATUSES[action.status]}, due {day_text(action.due_date)}"
    if pd.notna(action.done_date):
        status = f"Done {day_text(action.done_date)}"
    st.markdown(plain(f"{action.owner} · {status} · {about}"))
    st.markdown(plain(" ".join([action.sentence, repeats_sentence(action)])))


def _more(action: Any) -> str:
    """Who decided it and when, and the note."""
    decided = f"Decided by {action.decided_by} in the review of the week of "
    return f"{decided}{day_text(action.decided_week)}. {action.note or ''}"


def _buttons(action: Any, filters: object) -> None:
    """Its lines, and what can be changed."""
    number = action.action_number
    with st.container(horizontal=True, gap="small"):
        page = "rejections" if action.measure == "rejection_rate" else "denied_lines"
        st.button(
            "View claims" if page == "rejections" else "View lines",
            key=f"action_lines_{number}",
            on_click=session.look_at,
            args=(filters, page),
        )
        if not is_allowed("work"):
            return
        if action.status == "open":
            st.button("Done", key=f"action_done_{number}", on_click=_open, args=(number, DONE))
        st.button("Edit", key=f"action_edit_{number}", on_click=_open, args=(number, EDIT))
        st.button(
            "Delete",
            key=f"action_delete_{number}",
            type="tertiary",
            on_click=_open,
            args=(number, DELETE),
        )


def _open(number: int, what: str) -> None:
    _close()
    st.session_state["action_open"] = (number, what)


def _close() -> None:
    for key in ("action_open", "action_seen", "action_met"):
        st.session_state.pop(key, None)


def show_open_change() -> None:
    """The dialog of the action that is being changed, if there is one."""
    if "action_open" not in st.session_state:
        return
    number, what = st.session_state["action_open"]
    entries = {each["action_number"]: each for each in notebook.actions(session.store())}
    if number in entries:
        # As it was when the form was opened, whatever somebody else has saved since.
        _dialog(st.session_state.setdefault("action_seen", entries[number]), what)


def show_said() -> None:
    """What was just done, with a way back from a deletion."""
    decide.show_open_decision()
    if "action_said" in st.session_state:
        st.success(plain(st.session_state.pop("action_said")), icon=":material/check:")
    if "action_deleted" in st.session_state:
        number, title = st.session_state["action_deleted"]
        with st.container(horizontal=True, vertical_alignment="center", key="action_deleted_box"):
            st.warning(plain(f"Deleted: “{title}”."), icon=":material/delete:")
            st.button("Restore it", key="action_back", on_click=_bring_back, args=(number,))


def _bring_back(number: int) -> None:
    back = ActionChange(is_deleted=False)
    if editing.saved(lambda: notebook.change_action(session.store(), number, back)):
        st.session_state.pop("action_deleted")


@st.dialog("Change the action", width="medium", on_dismiss=_close)
def _dialog(entry: dict, what: str) -> None:
    """Done on which day, deleted or not, or every field; and by whom."""
    number, title = entry["action_number"], entry["title"]
    action = _action_of(entry)
    st.markdown(f"**{plain(title)}**")
    with st.form("action_form", border=False, enter_to_submit=False):
        if what == EDIT:
            change, typed = _edited(action)
        elif what == DONE:
            day = st.date_input("Done on", session.today()[0], key="action_done_on")
            change, typed = ActionChange(status="done", done_date=day.isoformat()), action
        else:
            st.markdown("It is removed from the list; you can restore it right after.")
            change, typed = ActionChange(is_deleted=True), action
        rights.signature()
        label = {EDIT: "Save", DONE: "Done", DELETE: "Delete"}[what]
        is_sent = st.form_submit_button(label, type="primary", key="save_action")
    if not is_sent:
        return
    if words := action_form.missing(typed):
        st.warning(words)
        return
    try:
        seen = st.session_state.get("action_met", action)
        if not editing.saved(lambda: notebook.change_action(session.store(), number, change, seen)):
            return
    except EditConflict as conflict:
        editing.show(conflict, "Save again to replace the other version, or close and reopen it.")
        st.session_state["action_met"] = _action_now(number) or action
        return
    st.session_state.pop("action_deleted", None)
    if what == DELETE:
        st.session_state["action_deleted"] = (number, title)
    else:
        st.session_state["action_said"] = (
            f"“{typed.title}” is {'done' if what == DONE else 'changed'}."
        )
    _close()
    st.rerun()


def _action_of(entry: dict) -> Action:
    """An entry of the notebook as an action."""
    filters = notebook.action_filters(session.store())[entry["action_number"]]
    return Action(**{name: entry[name] for name in Action.__match_args__} | {"filters": filters})


def _action_now(number: int) -> Action | None:
    """An action as it stands now; nothing once it is deleted."""
    entries = {each["action_number"]: each for each in notebook.actions(session.store())}
    return _action_of(entries[number]) if number in entries else None


def _edited(action: Action) -> tuple[ActionChange, Action]:
    """What the form changes of an action: only the fields that differ."""
    typed = action_form.fields(action)
    status = st.segmented_control(
        "Status",
        list(notebook.ACTION_STATUSES),
        format_func=notebook.ACTION_STATUSES.__getitem__,
        default=action.status,
        required=True,
        key="action_new_status",
    )
    done = action.done_date
    if status != action.status:
        done = session.today()[0].isoformat() if status == "done" else ""
    said = {name: getattr(typed, name) for name in action_form.TYPED}
    said |= {"status": status, "done_date": done}
    return (
        ActionChange(
            **{name: each for name, each in said.items() if each != getattr(action, name)}
        ),
        typed,
    )
