"""The form of an action: what, whose, by when, which number it should move; new or changed."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from analytics import notebook, session
from analytics.measures.action_words import SHARES
from analytics.measures.words import day_text
from analytics.notebook import Action

TYPED = ("title", "owner", "due_date", "measure", "goal", "since_week", "note")
GOAL_HELP = "In percent for a rate; else lines or dollars a week. Leave it blank for none."


def weeks_up_to(week: str) -> list[str]:
    """The Mondays of the data up to one, newest first."""
    span = session.everything().ask("data_span").iloc[0]
    return [f"{day:%Y-%m-%d}" for day in pd.date_range(span["first_week"], week, freq="7D")][::-1]


def fields(action: Action) -> Action:
    """Everything of an action that is typed, drawn inside a form; the action as it says now."""
    title = st.text_input(
        "What will be done",
        action.title,
        key="action_title",
        max_chars=200,
        placeholder="Send the office note with every line billed with 25",
    )
    people = _with(notebook.people(session.store()), action.owner)
    left, right = st.columns(2)
    owner = left.selectbox(
        "Owner",
        people,
        index=people.index(action.owner) if action.owner else None,
        accept_new_options=True,
        placeholder="Choose or type a name",
        key="action_owner",
    )
    due = right.date_input(
        "Due", date.fromisoformat(action.due_date), key="action_due", format="MM/DD/YYYY"
    )
    measure = left.selectbox(
        "Number it should move",
        list(notebook.ACTION_MEASURES),
        index=list(notebook.ACTION_MEASURES).index(action.measure),
        format_func=notebook.ACTION_MEASURES.__getitem__,
        key="action_measure",
    )
    scale = 100 if action.measure in SHARES else 1
    goal = right.number_input(
        "Expected to fall to",
        min_value=0.0,
        value=float(action.goal) * scale if action.goal else None,
        placeholder="No goal",
        help=GOAL_HELP,
        key="action_goal",
    )
    weeks = weeks_up_to(action.decided_week)
    since = left.selectbox(
        "The problem began in",
        _with(weeks, action.since_week),
        index=weeks.index(action.since_week) if action.since_week in weeks else None,
        format_func=day_text,
        placeholder="Not known: compare with the 8 weeks before",
        help="The weeks it is compared with begin there.",
        key="action_since",
    )
    note = right.text_input("Note", action.note, key="action_note", max_chars=500)
    return Action(
        title=title.strip(),
        owner=(owner or "").strip(),
        due_date=due.isoformat() if due else "",
        decided_week=action.decided_week,
        measure=measure,
        filters=action.filters,
        goal="" if goal is None else f"{goal / (100 if measure in SHARES else 1):g}",
        since_week=since or "",
        note=note.strip(),
        status=action.status,
        done_date=action.done_date,
    )


def missing(action: Action) -> str:
    """What is still to be filled in, in a sentence; nothing when all is there."""
    if not action.title:
        return "Enter what will be done."
    if not action.owner:
        return "Name one owner for the action."
    if not action.due_date:
        return "Enter a due date."
    return ""


def _with(options: list[str], value: str) -> list[str]:
    """Options, with a value that may not be among them."""
    return options if not value or value in options else [value, *options]
