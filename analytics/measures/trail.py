"""The audit trail in words: each entry as a row that people read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pandas as pd

from analytics.access.audit import ACTS, STAGES

COLUMNS = ["recorded_at", "person", "role", "act_label", "about", "in_words", "entry_number"]
MOST_LETTERS = 600  # of an entry in words; all of it stands in the trail


def in_words(entries: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """One row per entry, in the order given: when (UTC), who, what, of what, and how.

    What was begun is left out where its outcome is among the entries too.
    """
    ended = {each["outcome_of"] for each in entries}
    rows = [_row(each) for each in entries if each["entry_number"] not in ended]
    told = pd.DataFrame(rows, columns=COLUMNS)
    told["recorded_at"] = pd.to_datetime(told["recorded_at"], utc=True).dt.tz_localize(None)
    return told


def _row(entry: Mapping[str, object]) -> tuple:
    act, stage = str(entry["act"]), str(entry["stage"])
    label = ACTS.get(act, act)
    if stage != "done":
        label += f": {STAGES.get(stage, stage).lower()}"
    words = details_in_words(json.loads(str(entry["details"])))
    return (
        entry["at"],
        entry["person"],
        entry["role"],
        label,
        entry["about"],
        words if len(words) <= MOST_LETTERS else f"{words[:MOST_LETTERS]} …",
        entry["entry_number"],
    )


def details_in_words(details: Mapping[str, object]) -> str:
    """What an entry says beside its act, in a line.

    >>> details_in_words({"before": {"category": "Coding"}, "after": {"category": "Timely"}})
    'category Coding → Timely'
    >>> details_in_words({"after": {"is_denial": True}})
    'new: is denial yes'
    >>> details_in_words({"format": "csv", "rows": {"Top denials": 12}})
    'format csv; rows Top denials 12'
    """
    if "before" in details and "after" in details:
        return _changes(details["before"], details["after"])
    front = {"after": "new: ", "before": "removed: "}
    for name, words in front.items():
        if name in details:
            return words + (_said(details[name]) or "as it is named")
    return "; ".join(
        f"{_name(name)} {_said(value)}" for name, value in details.items() if name != "files"
    )


def _changes(before: object, after: object) -> str:
    """Each field, from what to what."""
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return ""
    return "; ".join(
        f"{_name(name)} {_said(before.get(name))} → {_said(after.get(name))}" for name in after
    )


def _name(name: object) -> str:
    return str(name).replace("_", " ")


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(
            f"{_name(name)} {_said(each)}" for name, each in value.items() if each not in ([], None)
        )
    if isinstance(value, list):
        return ", ".join(_said(each) for each in value)
    return "nothing" if value in (None, "") else str(value)
