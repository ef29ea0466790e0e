"""The deadlines ahead, by day and by owner."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd


def due_days(deadlines: pd.DataFrame, day: date, days: int) -> pd.DataFrame:
    """One row per day from ``day`` on, ``days`` after it included: lines and dollars due on it.

    Takes the rows of ``deadlines``; a day on which nothing is due has zeros.
    """
    dates = pd.to_datetime(deadlines["deadline_date"]).dt.date
    sums = deadlines.groupby(dates)["open_amount"].agg(["size", "sum"])
    all_days = [day + timedelta(days=place) for place in range(days + 1)]
    full = sums.reindex(all_days, fill_value=0)
    return pd.DataFrame(
        {
            "due_date": all_days,
            "due_line_count": full["size"].astype(int).to_list(),
            "due_open_amount": full["sum"].astype(float).to_list(),
        }
    )


def due_owners(deadlines: pd.DataFrame) -> pd.DataFrame:
    """One row per owner: lines and dollars due, most dollars first."""
    sums = deadlines.groupby("owner", as_index=False)["open_amount"].agg(["size", "sum"])
    sums = sums.rename(columns={"size": "due_line_count", "sum": "due_open_amount"})
    return sums.sort_values(
        ["due_open_amount", "owner"], ascending=[False, True], ignore_index=True
    )
