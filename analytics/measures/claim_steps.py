"""A claim in a few steps: what was sent, what was answered and where that was read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import pandas as pd

from analytics.measures.claim_milestones import milestones
from analytics.measures.words import dollar_text, short_day_text

AUTHORIZATION = re.compile(r"authorization (\S+)")


@dataclass(frozen=True)
class Told:
    """A step: its day, its first words and the rest, its dollars, and where it was read."""

    day: str
    what: str
    rest: str = ""
    amount: str = ""
    place: str = ""
    is_answer: bool = False


def steps_of(events: pd.DataFrame) -> list[Told]:
    """The milestones among the events of `claim_history` of one linked claim, in order."""
    reasons = events[events["event"] == "Denial reason"]
    told = []
    for step in milestones(events).itertuples():
        is_answer = step.milestone in ("paid", "denied", "answered", "reversed")
        here = reasons[
            (reasons["file_name"] == step.file_name)
            & (reasons["event_date"] == step.event_date)
            & (reasons["patient_control_number"] == step.patient_control_number)
        ]
        told.append(
            Told(
                short_day_text(step.event_date),
                step.step if is_answer else str(step.event),
                _rest(step, here),
                _amount(step),
                f"{PurePath(step.file_name).stem}, segment {step.segment_number}",
                is_answer,
            )
        )
    return told


def _rest(step: Any, reasons: pd.DataFrame) -> str:
    if step.milestone == "sent":
        found = AUTHORIZATION.search(step.detail or "")
        return f" with authorization {found[1]}" if found else ""
    if step.milestone == "denied":
        pairs = zip(reasons["group_code"], reasons["carc_code"], strict=True)
        return ", " + ", ".join(dict.fromkeys(f"{group}-{carc}" for group, carc in pairs))
    return ""


def _amount(step: Any) -> str:
    if step.amount is None or step.amount != step.amount:
        return ""
    if step.milestone == "sent":
        return dollar_text(step.amount)
    return f"{dollar_text(step.amount)} paid" if step.milestone in ("paid", "denied") else ""


def outcome_counts(rows: pd.DataFrame) -> dict[str, int]:
    """What became of lines like it: recovered in whole or part, denied again, not answered yet.

    Takes the rows of `outcomes_by_reason` of one payer and reason.
    """
    sums = rows.sum(numeric_only=True)

    def of(*names: str) -> int:
        return int(sum(sums.get(f"{name}_line_count", 0) for name in names))

    return {
        "recovered": of("recovered", "partly_recovered"),
        "denied_again": of("re_denied"),
        "open": of("open", "reversed"),
    }


def one_of(values: Sequence[Any]) -> str:
    """The value all share; '' where they differ or have none."""
    known = {value if isinstance(value, str) else "" for value in values}
    return known.pop() if len(known) == 1 else ""
