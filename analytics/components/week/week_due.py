"""What runs out of time in the next days, day by day, and whose it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from analytics import session
from analytics.components import layout
from analytics.components.pane import pane
from analytics.components.week.week_explored import ROWS_SHOWN
from analytics.components.week.week_figures import open_picked
from analytics.markup.due import DueDay, Owner, deadlines
from analytics.markup.layout import Action, frame
from analytics.markup.marks import Text
from analytics.measures.due import due_days, due_owners
from analytics.measures.words import (
    count_text,
    dollar_text,
    short_day_text,
    short_dollar_text,
)
from analytics.review import WeekInReview
from analytics.vocabulary import SOON


def due(told: WeekInReview) -> None:
    """What runs out of time in the next days, day by day, and whose it is."""
    if told.due_days.empty:
        st.caption(layout.plain(told.deadlines_sentence))
        return
    pane(
        session.of_week("due", told, lambda: frame(_due_block(told))),
        "week_due",
        lambda picked: open_picked(picked, told),
    )


def _due_block(told: WeekInReview) -> Text:
    rows, day = told.due_days, told.review.day
    days = due_days(rows, day, SOON)
    today = days.iloc[0]
    owners = [
        Owner(
            each.owner,
            count_text(each.due_line_count, "line"),
            dollar_text(each.due_open_amount),
            {"owner": each.owner},
        )
        for each in due_owners(rows).itertuples()
    ]
    due_today = (
        f"{count_text(today['due_line_count'], 'line')}, {dollar_text(today['due_open_amount'])} "
        f"{'is' if today['due_line_count'] == 1 else 'are'} due today."
        if today["due_line_count"]
        else ""
    )
    return deadlines(
        [_due_day(each, day) for each in days.itertuples()],
        owners[:ROWS_SHOWN],
        dollar_text(told.deadlines["due_open_amount"]),
        f"{count_text(told.deadlines['due_line_count'], 'line')}.",
        due_today,
        Action("Open work list", {"open": "due"}),
        f"Deadlines, next {SOON} days",
    )


def _due_day(row: Any, today: date) -> DueDay:
    day = row.due_date
    lines, amount = count_text(row.due_line_count, "line"), row.due_open_amount
    return DueDay(
        day,
        float(amount),
        short_dollar_text(amount) if amount else "",
        f"{short_day_text(day)}: {lines}, {dollar_text(amount)}",
        {"open": "due"} if amount else None,
        day == today,
    )
