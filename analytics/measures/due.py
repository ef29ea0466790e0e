"""The deadlines ahead, by day and by owner."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

SUMS = ["due_line_count", "due_open_amount"]


def due_days(deadlines: pd.DataFrame, day: date, days: int) -> pd.DataFrame:
    """One row per day from ``day`` on, ``days`` after it included: lines and dollars due on it.

    Takes the rows of ``deadline_days``; a day on which nothing is due has zeros.
    """
    dates = pd.to_datetime(deadlines["deadline_date"]).dt.date.rename("due_date")
    all_days = pd.Index([day + timedelta(days=place) for place in range(days + 1)], name="due_date")
    return deadlines.groupby(dates)[SUMS].sum().reindex(all_days, fill_value=0).reset_index()


def due_owners(deadlines: pd.DataFrame) -> pd.DataFrame:
    """One row per owner: lines and dollars due, most dollars first.

    Takes the rows of ``deadline_days``.
    """
    sums = deadlines.groupby("owner", as_index=False)[SUMS].sum()
    by = ["due_open_amount", "owner"]
    return sums.sort_values(by, ascending=[False, True], ignore_index=True)
