"""Outcomes of denials: by reason or payer, and how long it took until they were settled."""

from __future__ import annotations

import pandas as pd

from analytics.measures.breakdowns import OTHERS
from analytics.measures.rates import TOO_FEW, rate

OUTCOMES = {
    "recovered": "Recovered",
    "partly_recovered": "Partly recovered",
    "re_denied": "Denied again",
    "reversed": "Reversed, nothing since",
    "open": "Open, no later answer",
}
# As a row or a heading says them.
OUTCOME_WORDS = {name: words.partition(",")[0] for name, words in OUTCOMES.items()}
COUNTS = [f"{name}_line_count" for name in OUTCOMES]
SETTLED = ["denied_line_count", "resolved_line_count", "overturned_line_count", *COUNTS]
MARKS = (30, 60, 90)  # days


def outcomes_by(rows: pd.DataFrame, key: str, label: str, keep: int = 10) -> pd.DataFrame:
    """Denied lines by outcome for each ``key``, most lines first, the tail as "All others".

    Takes rows by reason and payer. Adds ``overturn_rate``: overturned ÷ resolved lines.
    """
    names = rows.groupby(key)[label].first().rename("label")
    sums = rows.groupby(key)[SETTLED].sum().join(names).reset_index()
    ordered = sums.sort_values(
        ["denied_line_count", key], ascending=[False, True], kind="stable", ignore_index=True
    )
    if len(ordered) > keep + 1:
        rest = ordered.iloc[keep:][SETTLED].sum().to_dict()
        tail = pd.DataFrame([{**rest, key: OTHERS, "label": OTHERS}])
        ordered = pd.concat([ordered.iloc[:keep], tail], ignore_index=True)
    return overturned(ordered)


def overturned(rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``overturn_rate``, overturned ÷ resolved lines; no value under 20 resolved lines.

    >>> rows = pd.DataFrame({"overturned_line_count": [15, 1], "resolved_line_count": [20, 4]})
    >>> overturned(rows)["overturn_rate"].tolist()
    [0.75, nan]
    """
    told = rows["resolved_line_count"] >= TOO_FEW
    shares = rate(rows["overturned_line_count"], rows["resolved_line_count"])
    return rows.assign(overturn_rate=shares.where(told))


def resolution_curve(times: pd.DataFrame) -> pd.DataFrame:
    """Share of denials settled, and of those overturned, within so many days.

    Each day d is judged by the lines watched that long (n, ``watched_line_count``): the share still
    waiting shrinks by resolved ÷ n (Kaplan & Meier 1958, JASA 53:457-481), and overturned ÷ n of
    those that waited until then are added to the overturned (Aalen & Johansen 1978). A denial too
    young for a day is not counted on it, for or against. Days with under 20 lines are left out.
    """
    times = times.sort_values("waited_days", ignore_index=True)
    lines = times["denied_line_count"]
    watched = lines[::-1].cumsum()[::-1]
    waiting = (1 - rate(times["resolved_line_count"], watched)).cumprod()
    before = waiting.shift(fill_value=1.0)
    curve = times.assign(
        watched_line_count=watched,
        settled_rate=1 - waiting,
        overturned_rate=(before * rate(times["overturned_line_count"], watched)).cumsum(),
    )
    names = ["waited_days", "watched_line_count", "settled_rate", "overturned_rate"]
    return curve.loc[watched >= TOO_FEW, names].reset_index(drop=True)


def marks_of(curve: pd.DataFrame) -> pd.DataFrame:
    """The curve at 30, 60 and 90 days; a day it does not reach is left out."""
    if curve.empty:
        return curve
    days = [day for day in MARKS if day <= curve["waited_days"].max()]
    at = curve["waited_days"].searchsorted(days, side="right") - 1
    watched = curve["watched_line_count"].iloc[curve["waited_days"].searchsorted(days, side="left")]
    marks = curve.iloc[at].reset_index(drop=True).assign(waited_days=days)
    return marks.assign(watched_line_count=watched.to_numpy())
