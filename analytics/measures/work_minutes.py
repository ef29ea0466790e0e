"""Edited minutes of work: which categories a team changed, and what that differs from the list."""

from __future__ import annotations

from typing import Any

import pandas as pd

EDITABLE = ["work_minutes", "is_verified", "note"]


def edited_minutes(shown: pd.DataFrame, edited: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``edited`` that ``shown`` does not hold so, each with all its fields.

    No minutes mean that it is not known how long the work takes.
    """
    before = [_fields(row) for _, row in shown.iterrows()]
    return [row for _, each in edited.iterrows() if (row := _fields(each)) not in before]


def minutes_differences(minutes: pd.DataFrame) -> tuple[str, ...]:
    """What differs from the list that came with us, a sentence each. Takes `work_minutes`.

    >>> minutes_differences(pd.DataFrame({"category": ["Timely Filing"], "work_minutes": [40],
    ...     "default_work_minutes": [25], "is_default": [False]}))
    ('Minutes of work for Timely Filing: 40 (default 25).',)
    """
    changed = minutes[~minutes["is_default"].astype(bool)]
    return tuple(
        f"Minutes of work for {row.category}: {_minutes(row.work_minutes)} "
        f"(default {_minutes(row.default_work_minutes)})."
        for row in changed.itertuples()
        if _minutes(row.work_minutes) != _minutes(row.default_work_minutes)
    )


def _minutes(count: object) -> str:
    return "none" if pd.isna(count) else f"{count:.0f}"


def _fields(row: pd.Series) -> dict[str, object]:
    """The minutes of one category, with an untouched cell as it is meant."""
    is_verified = row["is_verified"]
    return {
        "category": row["category"],
        "work_minutes": None if pd.isna(row["work_minutes"]) else int(row["work_minutes"]),
        "is_verified": bool(is_verified) and not pd.isna(is_verified),
        "note": row["note"] if isinstance(row["note"], str) else "",
    }
