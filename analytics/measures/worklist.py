"""The work list in words: deadlines ahead, what was picked, what a change did."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics.measures.words import count_text, day_text, dollar_text, short_dollar_text

NOBODY = "Nobody"
FIELDS = {
    "status": "status",
    "assignee": "assigned to",
    "next_step": "next step",
    "next_date": "next date",
    "note": "note",
}


def deadlines_sentence(headline: pd.Series, days: int) -> str:
    """How many deadlines fall in the coming days, and the dollars that hang on them."""
    if not headline["due_line_count"]:
        return f"No line is due in the next {days} days."
    return (
        f"{count_text(headline['due_line_count'], 'line')} due in the next {days} days, "
        f"{dollar_text(headline['due_open_amount'])} still denied; "
        f"the nearest is {day_text(headline['first_deadline_date'])}."
    )


def missed_sentence(headline: pd.Series) -> str:
    """How many open lines have no deadline left; nothing where there are none."""
    if not headline["missed_line_count"]:
        return ""
    return (
        f"{count_text(headline['missed_line_count'], 'line')} of all weeks past all "
        f"deadlines, {dollar_text(headline['missed_open_amount'])} still denied."
    )


def requests_sentence(requests: pd.DataFrame) -> str:
    """How many claims payers ask records about and wait for, and the first day due; or nothing.

    Takes the rows of the question `information_requests`.
    """
    waiting = requests[~requests["is_answered"].astype(bool)]
    if waiting.empty:
        return ""
    sentence = f"Payers ask for records on {count_text(len(waiting), 'claim')}"
    overdue = int((waiting["days_left"] < 0).sum())
    ahead = waiting.loc[waiting["days_left"] >= 0, "due_date"]
    if len(ahead):
        sentence += f", the next by {day_text(ahead.min())}"
    if overdue:
        sentence += f"; {overdue:,} past the day they were due"
    return sentence + "."


def choice_text(row: Mapping[str, object], label: str) -> str:
    """A choice of the work list with its lines and the dollars still open.

    >>> choice_text({"denied_line_count": 264, "open_amount": 21799.02}, "Coding")
    'Coding 264 · $21,799'
    """
    amount = short_dollar_text(float(row["open_amount"]))  # type: ignore[arg-type]
    return f"{label} {count_text(float(row['denied_line_count']))} · {amount}"  # type: ignore[arg-type]


def change_sentence(count: int, said: Mapping[str, str], statuses: Mapping[str, str]) -> str:
    """What a change did, in one sentence.

    >>> change_sentence(3, {"status": "sent", "note": ""}, {"sent": "Sent"})
    '3 lines changed: status Sent, note emptied.'
    """
    parts = [f"{FIELDS[name]} {_value(name, value, statuses)}" for name, value in said.items()]
    return f"{count_text(count, 'line')} changed: {', '.join(parts)}."


def _value(name: str, value: str, statuses: Mapping[str, str]) -> str:
    if name == "assignee":
        return value or NOBODY.lower()
    if not value:
        return "emptied"
    if name == "status":
        return statuses[value]
    return day_text(value) if name == "next_date" else f"“{value}”"
