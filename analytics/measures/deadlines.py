"""Edited limits: which rows of the list of deadlines a team changed or added."""

from __future__ import annotations

import pandas as pd

KEY = ["payer_name", "line_of_business", "deadline_kind"]
EDITABLE = ["day_count", "counted_from", "is_verified", "note"]
DEFAULTS = {"counted_from": "remit_date", "note": "", "payer_name": "", "line_of_business": ""}


def edited_limits(shown: pd.DataFrame, edited: pd.DataFrame) -> list[dict[str, object]]:
    """The rows of ``edited`` that ``shown`` does not hold so, each as a limit's fields.

    A row without a kind is not begun; no days mean there is no such limit.
    """
    before = {tuple(row[KEY]): _fields(row) for _, row in shown.iterrows()}
    rows = [_fields(row) for _, row in edited.iterrows() if isinstance(row["deadline_kind"], str)]
    return [row for row in rows if before.get(tuple(row[name] for name in KEY)) != row]


def _fields(row: pd.Series) -> dict[str, object]:
    """One limit with its gaps filled as an untouched cell means them."""
    fields = {
        name: row[name] if isinstance(row[name], str) else DEFAULTS.get(name)
        for name in [*KEY, "counted_from", "note"]
    }
    days = row["day_count"]
    is_verified = row["is_verified"]
    return fields | {
        "day_count": None if pd.isna(days) else int(days),
        "is_verified": bool(is_verified) and not pd.isna(is_verified),
    }
