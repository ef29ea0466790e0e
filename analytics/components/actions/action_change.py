"""An action changed: done on which day, or every field, or deleted and restored."""

from __future__ import annotations

import streamlit as st

from analytics import notebook, session
from analytics.components import editing, rights
from analytics.components.actions import action_form, decide
from analytics.components.text import plain
from analytics.notebook import Action, ActionChange
from analytics.vocabulary import EditConflict

DONE, EDIT = "done", "edit"


def open_change(number: int, what: str) -> None:
    """For a callback: open the dialog of an action, in place of any other."""
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
    """Done on which day, or every field, or deleted; and by whom."""
    number, title = entry["action_number"], entry["title"]
    action = _action_of(entry)
    st.markdown(f"**{plain(title)}**")
    with st.form("action_form", border=False, enter_to_submit=False):
        if what == EDIT:
            change, typed = _edited(action)
        elif what == DONE:
            day = st.date_input(
                "Done on", session.today()[0], key="action_done_on", format="MM/DD/YYYY"
            )
            change, typed = ActionChange(status="done", done_date=day.isoformat()), action
        rights.signature()
        with st.container(horizontal=True, gap="small"):
            label = {EDIT: "Save", DONE: "Done"}[what]
            is_sent = st.form_submit_button(label, type="primary", key="save_action")
            is_to_delete = what == EDIT and st.form_submit_button(
                "Delete",
                type="tertiary",
                key="delete_action",
                help="It is removed from the list; you can restore it right after.",
            )
    if is_to_delete:
        change, typed = ActionChange(is_deleted=True), action
    elif not is_sent:
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
    if is_to_delete:
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
