"""What became of an action, in words: before, after, usual range, how often chance does that."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.columns import heading_of
from analytics.measures.rates import TOO_FEW
from analytics.measures.words import NO_VALUE, count_text, day_text, dollar_text, percent_text

SHARES = ("denial_rate", "rejection_rate")
IMPROVED, WORSE, NO_CHANGE = "improved", "worse", "no clear change"
TOO_EARLY, NOTHING, FEW = "too early", "nothing to compare", "too few to say"
WORKED, NOT_WORKED = "worked", "not"
OUTCOMES = {
    IMPROVED: "improved more than chance explains",
    WORSE: "got worse more than chance explains",
    NO_CHANGE: "show no clear change",
    TOO_EARLY: "are too early to say",
    FEW: "have too few to say",
    NOTHING: "have nothing to compare",
}
NAMES = {
    name: heading_of(name)
    for name in ("denial_rate", "denied_line_count", "denied_amount", "rejection_rate")
}


def action_sentence(action: Any) -> str:
    """What the measure was before and after, and whether the change is beyond chance."""
    before = f"{_told(action, 'before')} before"
    if action.verdict == TOO_EARLY:
        return (
            f"{NAMES[action.measure]} {before}; no full week after "
            f"{day_text(action.first_week_after - pd.Timedelta(days=1))} is loaded yet."
        )
    sentence = f"{NAMES[action.measure]} {_told(action, 'after')}, {before}"
    if action.verdict in (NOTHING, FEW):
        return f"{sentence}: {action.verdict}."
    usual = usual_text(action)
    if action.verdict == NO_CHANGE:
        return f"{sentence}: within the usual week-to-week variation ({usual}).{_goal(action)}"
    which = "lower" if action.verdict == IMPROVED else "higher"
    return (
        f"{sentence}: {which} than usual ({usual}), expected by chance "
        f"{odds_text(action.p_value)}.{_goal(action)}"
    )


def card_numbers(action: Any) -> tuple[str, str]:
    """The number that leads the card of an action, and what it is held against.

    The number after it where there is one to tell of, else the one before.
    """
    before = value_text(action.before_value, action.measure).removesuffix(" a week")
    a_week = "" if action.measure in SHARES else "a week, "
    if action.verdict == NOTHING:
        return NO_VALUE, NOTHING
    if action.verdict == TOO_EARLY:
        return before, f"{a_week}before it"
    if action.verdict == FEW:
        of = f"{count_text(action.after_count)} of {count_text(action.after_total_count)}"
        return of, FEW
    after = value_text(action.after_value, action.measure).removesuffix(" a week")
    return after, f"{a_week}{before} before"


def group_of(action: Any) -> str:
    """Where an action stands on its page: still to do, worked, or did not."""
    if action.status != "done":
        return str(action.status)
    return WORKED if action.verdict == IMPROVED else NOT_WORKED


def value_text(value: float, measure: str) -> str:
    """A value of a measure in its own unit.

    >>> value_text(0.083, "denial_rate"), value_text(4.25, "denied_line_count")
    ('8.3%', '4.2 a week')
    """
    if measure in SHARES:
        return percent_text(value)
    if measure == "denied_amount":
        return f"{dollar_text(value)} a week"
    return f"{value:,.1f} a week"


def usual_text(action: Any) -> str:
    """The usual range of an action's measure, its unit said once."""
    low, high = (value_text(at, action.measure) for at in (action.usual_low, action.usual_high))
    return f"{low.removesuffix(' a week')} to {high}"


def odds_text(p_value: float) -> str:
    """How often chance alone does that.

    >>> odds_text(0.0034), odds_text(0.00001)
    ('about once in 290 times', 'less than once in 1,000 times')
    """
    if p_value < 0.001:
        return "less than once in 1,000 times"
    times = 1 / p_value
    return f"about once in {round(times, -1 if times >= 100 else 0):,.0f} times"


def _told(action: Any, when: str) -> str:
    """A value with what it is made of: counts and weeks."""
    count, total, weeks = (
        getattr(action, f"{when}_{what}count") for what in ("", "total_", "week_")
    )
    in_weeks = f"in {count_text(weeks, 'week')}"
    value = getattr(action, f"{when}_value")
    if action.measure in SHARES:
        noun = "claim" if action.measure == "rejection_rate" else "line"
        counts = f"{count_text(count)} of {count_text(total, noun)}"
        said = f"{counts} {in_weeks}"
        return said if total < TOO_FEW else f"{percent_text(value)} ({said})"
    if not weeks:
        return "no week"
    of = count_text(count, "line")
    if action.measure == "denied_amount":
        of = f"{dollar_text(getattr(action, f'{when}_amount'))} on {of}"
    return f"{value_text(value, action.measure)} ({of} {in_weeks})"


def _goal(action: Any) -> str:
    """The goal, if there is one, and whether it is reached."""
    if pd.isna(action.goal):
        return ""
    reached = "reached" if action.after_value <= action.goal else "not reached yet"
    return f" The goal of {value_text(action.goal, action.measure)} is {reached}."


def actions_sentence(actions: pd.DataFrame, today: object) -> str:
    """How many were decided, are open and late, and what became of their numbers."""
    if actions.empty:
        return "No decisions recorded yet."
    is_open = actions["status"] == "open"
    late = int((is_open & (actions["due_date"] < pd.Timestamp(today))).sum())
    kept = actions[actions["status"] != "dropped"]
    made = kept["verdict"].value_counts()
    told = [f"{made[name]} {words}" for name, words in OUTCOMES.items() if made.get(name)]
    opening = f"{count_text(len(actions), 'action')}, {int(is_open.sum())} open"
    opening += f", {late} past the due date" if late else ""
    return f"{opening}. Of their numbers {', '.join(told)}." if told else f"{opening}."


def repeats_sentence(action: Any) -> str:
    """The denials that came again after it was done; nothing while it is not."""
    if pd.isna(action.repeat_line_count):
        return ""
    return (
        f"Since it was done on {day_text(action.done_date)}: "
        f"{count_text(action.repeat_line_count, 'denied line')}, "
        f"{count_text(action.repeat_served_after_line_count)} of them for services "
        "after that day."
    )
