"""Actions as cards: whose and by when, before and after as bars, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.access import is_allowed
from analytics.components import address, editing, rights
from analytics.components.actions import action_form, decide
from analytics.components.pane import Pick, pane
from analytics.components.text import plain
from analytics.markup.alerts import Alert, alert_grid
from analytics.markup.figures import Figure, figure_row
from analytics.markup.layout import Action as MarkupAction
from analytics.markup.layout import Choice, chips, frame, section
from analytics.markup.marks import Text
from analytics.markup.sparks import WeeklyBars
from analytics.measures.action_words import (
    IMPROVED,
    NOT_WORKED,
    WORKED,
    WORSE,
    card_numbers,
    group_of,
    repeats_sentence,
)
from analytics.measures.actions import weekly_values
from analytics.measures.words import count_text, short_day_text
from analytics.notebook import Action, ActionChange
from analytics.vocabulary import WEEKS_SHOWN, EditConflict, ReviewFilters

HEADINGS = {
    "denial_rate": "Denial rate by week",
    "denied_line_count": "Denied lines a week",
    "denied_amount": "Denied amount a week",
    "rejection_rate": "Rejection rate by week",
}
MOST_CARDS, RESULTS_SHOWN = 12, 2
LATE = "late"
LOOKS: dict[str, Literal["attention", "result", "plain"]] = {
    IMPROVED: "result",
    WORSE: "attention",
}
BADGES = {IMPROVED: "Worked", WORSE: "Worse"}
GROUPS = {
    "open": "Open",
    WORKED: "Worked",
    NOT_WORKED: "Did not work, or too early to say",
    "dropped": "Dropped",
}
DONE, EDIT, LINES, ALL = "done", "edit", "lines", "all"


def groups(actions: pd.DataFrame, day: date) -> pd.DataFrame:
    """Actions with the group each stands in, and whether it is past due."""
    is_late = (actions["status"] == "open") & (actions["due_date"] < pd.Timestamp(day))
    group = [group_of(each) for each in actions.itertuples()]
    return actions.assign(group=group, is_late=is_late)


def figures(actions: pd.DataFrame) -> None:
    """How many are open, late, worked and did not: each shows its own; and whose they are."""
    group = address.keep("group", "", ["", *GROUPS, LATE])
    owners = sorted(actions["owner"].unique())
    owner = address.keep("action_of", "", ["", *owners])
    counts = actions["group"].value_counts().to_dict() | {LATE: int(actions["is_late"].sum())}
    shown = [
        ("Open", "open", "to do", False),
        ("Past due", LATE, "of the open ones", bool(counts[LATE])),
        ("Worked", WORKED, "improved more than chance explains", False),
        ("Did not", NOT_WORKED, "no clear change, worse, or too early", False),
    ]
    row = figure_row(
        [
            Figure(
                label,
                count_text(counts.get(name, 0)),
                f"of {count_text(len(actions), 'action')}",
                "shown alone" if name == group else words,
                pick={"group": "" if name == group else name},
                asks=asks,
            )
            for label, name, words, asks in shown
        ]
    )
    of = actions["owner"].value_counts()
    people = [Choice("Everybody", {"owner": ""}, not owner, f"{len(actions)}")] + [
        Choice(name, {"owner": name}, name == owner, f"{of[name]}") for name in owners
    ]
    pane(frame(row, chips(people, "Owner")), "action_figures", _choose)


def chosen(actions: pd.DataFrame) -> pd.DataFrame:
    """The actions left by the group and the owner picked."""
    group, owner = st.session_state["group"], st.session_state["action_of"]
    kept = actions[actions["is_late"]] if group == LATE else actions
    kept = kept[kept["group"] == group] if group in GROUPS else kept
    return kept[kept["owner"] == owner] if owner else kept


def _choose(picked: Pick) -> None:
    if "group" in picked:
        st.session_state["group"] = picked["group"]
    if "owner" in picked:
        st.session_state["action_of"] = picked["owner"]


def cards(actions: pd.DataFrame) -> None:
    """The groups one below another: open ones by due date first, each with what can be done."""
    if actions.empty:
        st.caption("No action like these.")
        return
    weeks = session.everything().ask("action_weeks")
    filters = notebook.action_filters(session.store())
    ordered = actions.sort_values(
        ["due_date", "action_number"], ascending=[True, True], kind="stable"
    ).head(MOST_CARDS)
    sections = []
    for name, words in GROUPS.items():
        own = ordered[ordered["group"] == name]
        if own.empty:
            continue
        drawn = [
            card_of(each, weeks, filters[each.action_number], _buttons(each))
            for each in own.itertuples()
        ]
        sections.append(section(f"{words}: {len(own)}", alert_grid(drawn)))
    pane(frame(*sections), "action_cards", lambda picked: _do(picked, filters))
    if len(actions) > MOST_CARDS:
        st.caption(f"{count_text(len(actions) - MOST_CARDS, 'more action')} in the table below.")


def large_cards(actions: pd.DataFrame, week: date) -> Text:
    """A card per action as given, for a room; seen from a week, nothing to change."""
    weeks = session.everything().ask("action_weeks", week=week)
    filters = notebook.action_filters(session.store())
    drawn = [
        card_of(each, weeks, filters[each.action_number], is_short=True)
        for each in actions.itertuples()
    ]
    return alert_grid(drawn, is_large=True)


def results(actions: pd.DataFrame, week: date) -> None:
    """What lately done actions did to their numbers, seen from a week; nothing where none did."""
    is_told = (actions["status"] == "done") & actions["verdict"].isin([IMPROVED, WORSE])
    shown = actions[is_told].sort_values(
        ["verdict", "done_date", "action_number"], ascending=[True, False, True], kind="stable"
    )
    if shown.empty:
        return
    weeks = session.everything().ask("action_weeks", week=week)
    filters = notebook.action_filters(session.store())
    drawn = [
        card_of(
            each,
            weeks,
            filters[each.action_number],
            [_button(each, "View lines", LINES), _button(each, "All actions", ALL)],
            is_short=True,
        )
        for each in shown.head(RESULTS_SHOWN).itertuples()
    ]
    body = section("What actions did", alert_grid(drawn))
    pane(frame(body), "week_results", lambda picked: _do(picked, filters))


def card_of(
    action: Any,
    weeks: pd.DataFrame,
    about: ReviewFilters,
    actions: Sequence[MarkupAction] = (),
    is_short: bool = False,
) -> Alert:
    """An action as a card: its number after and before, whose it is, and its weeks.

    ``weeks`` are rows of ``action_weeks``; short it leaves the sentence away. Blue is for what it
    improved, orange for what got worse.
    """
    own = weeks[
        (weeks["action_number"] == action.action_number)
        & (weeks["counted_week"] <= action.last_week)
    ].tail(WEEKS_SHOWN)
    number, against = card_numbers(action)
    look = LOOKS.get(action.verdict, "plain")
    own = weekly_values(own, action.measure)
    values = own["value"].fillna(0).tolist()
    later = own["is_after"].astype(bool)
    began = (
        f"decided {short_day_text(action.decided_week)}"
        if pd.isna(action.done_date)
        else f"done {short_day_text(action.done_date)}"
    )
    bars = WeeklyBars(
        values,
        int(later.to_numpy().argmax()) if later.any() else None,
        began if later.any() else "",
        heading=HEADINGS[action.measure],
        look="attention" if look == "attention" else "data",
    )
    said = f"{action.sentence} {repeats_sentence(action)}".strip()
    return Alert(
        number,
        against,
        action.title,
        f"{action.owner} · {_status(action)}",
        decide.about_in_short(about) if is_short else f"{decide.about_in_short(about)}. {said}",
        bars if values else None,
        actions,
        look,
        BADGES.get(action.verdict, action.verdict.capitalize()),
    )


def _status(action: Any) -> str:
    """Done on which day, or due."""
    if pd.notna(action.done_date):
        return f"done {short_day_text(action.done_date)}"
    words = "" if action.status == "open" else f"{action.status}, "
    return f"{words}due {short_day_text(action.due_date)}"


def _buttons(action: Any) -> list[MarkupAction]:
    """Its lines, and what can be changed."""
    is_of_claims = action.measure == "rejection_rate"
    drawn = [_button(action, "View claims" if is_of_claims else "View lines", LINES)]
    if is_allowed("work"):
        drawn += [_button(action, "Done", DONE)] if action.status == "open" else []
        drawn += [_button(action, "Edit", EDIT)]
    return drawn


def _button(action: Any, words: str, do: str) -> MarkupAction:
    said = {"action": f"{action.action_number}", "do": do}
    return MarkupAction(words, said, label=f"{words}: {action.title}")


def _do(picked: Pick, filters: Mapping[int, ReviewFilters]) -> None:
    """For a pick on a card: its lines, or the form of a change."""
    number, do = picked.get("action", ""), picked.get("do")
    if not number.isdigit() or int(number) not in filters:
        return
    if do == LINES:
        entries = {each["action_number"]: each for each in notebook.actions(session.store())}
        is_of_claims = entries[int(number)]["measure"] == "rejection_rate"
        session.look_at(filters[int(number)], "rejections" if is_of_claims else "denied_lines")
    elif do == ALL:
        session.drill("actions")
    elif do in (DONE, EDIT) and is_allowed("work"):
        _open(int(number), str(do))


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
    """Done on which day, or every field, or deleted; and by whom."""
    number, title = entry["action_number"], entry["title"]
    action = _action_of(entry)
    st.markdown(f"**{plain(title)}**")
    with st.form("action_form", border=False, enter_to_submit=False):
        if what == EDIT:
            change, typed = _edited(action)
        elif what == DONE:
            day = st.date_input("Done on", session.today()[0], key="action_done_on")
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
