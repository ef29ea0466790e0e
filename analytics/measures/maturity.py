"""How far weeks of service or sending are answered, and the denial rate they will likely have."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.measures.rates import rate
from analytics.measures.words import count_text, day_text, percent_text, rate_text

SOLID, DASHED = 0.90, 0.50  # shares answered: drawn as known, drawn as an estimate; below, not


def maturing(rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``answered_rate``, ``later_denied_rate``, ``denial_rate`` and ``standing`` to weeks.

    ``denial_rate`` is pending-aware: (denied + pending × share of lines pending at that age which
    were later denied in mature weeks) ÷ submitted. Where no mature week tells, pending lines are
    taken to be denied as often as those answered. ``standing`` is solid from 90 % answered,
    dashed from 50 %, absent below: then there is no ``denial_rate``.
    """
    answered = rate(rows["answered_line_count"], rows["submitted_line_count"])
    later = rate(rows["mature_later_denied_line_count"], rows["mature_pending_line_count"])
    known = later.fillna(rate(rows["denied_line_count"], rows["answered_line_count"]))
    pending = rows["pending_line_count"]
    denied = rows["denied_line_count"] + (pending * known).where(pending > 0, 0.0)
    standing = np.select([answered >= SOLID, answered >= DASHED], ["solid", "dashed"], "absent")
    estimate = rate(denied, rows["submitted_line_count"])
    return rows.assign(
        line_week=pd.to_datetime(rows["line_week"]),
        answered_rate=answered,
        later_denied_rate=later,
        denial_rate=estimate.where(standing != "absent"),
        standing=standing,
    )


def maturity_sentence(weeks: pd.DataFrame) -> str:
    """Which week is the newest to be relied on, and how many after it are not. Maturing weeks."""
    solid = weeks[weeks["standing"] == "solid"]
    if solid.empty:
        return "No week shown has 90% of its answers yet: too early to say."
    newest = solid.iloc[-1]
    later = weeks[weeks["line_week"] > newest["line_week"]]
    dashed = int((later["standing"] == "dashed").sum())
    absent = int((later["standing"] == "absent").sum())
    lines = newest["submitted_line_count"]
    told = rate_text(newest["denial_rate"] * lines, lines)
    return (
        "The newest week with 90% of answers in is that of "
        f"{day_text(newest['line_week'])}: {told} of {count_text(lines, 'line')} "
        f"denied or likely to be, {percent_text(newest['answered_rate'])} answered. "
        f"Of the weeks after it {dashed} {'is' if dashed == 1 else 'are'} half "
        f"answered and drawn as {'an estimate' if dashed == 1 else 'estimates'}, "
        f"{absent} left out."
    )
