"""Actions as cards: whose and by when, before and after as bars, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.access import is_allowed
from analytics.components.actions import decide
from analytics.components.actions.action_change import DONE, EDIT, open_change
from analytics.components.actions.action_groups import GROUPS
from analytics.components.pane import Pick, pane
from analytics.markup.alerts import Alert, alert_grid
from analytics.markup.layout import Action as MarkupAction
from analytics.markup.layout import frame, section
from analytics.markup.marks import Text
from analytics.markup.sparks import WeeklyBars
from analytics.measures.action_words import (
    IMPROVED,
    WORSE,
    card_numbers,
    repeats_sentence,
)
from analytics.measures.actions import weekly_values
from analytics.measures.words import count_text, short_day_text
from analytics.vocabulary import WEEKS_SHOWN, ReviewFilters

HEADINGS = {
    "denial_rate": "Denial rate by week",
    "denied_line_count": "Denied lines a week",
    "denied_amount": "Denied amount a week",
    "rejection_rate": "Rejection rate by week",
}
MOST_CARDS, RESULTS_SHOWN = 12, 2
LOOKS: dict[str, Literal["attention", "result", "plain"]] = {
    IMPROVED: "result",
    WORSE: "attention",
}
BADGES = {IMPROVED: "Worked", WORSE: "Worse"}
LINES, ALL = "lines", "all"


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
        open_change(int(number), str(do))
