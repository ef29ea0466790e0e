"""The limits payers set, as the team typed them over the list that came with us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from analytics.notebook.file import now, read, write

# Kind as kept → as people read it; and likewise the day it is counted from.
DEADLINE_KINDS = {
    "appeal": "Appeal",
    "corrected_claim": "Corrected claim",
    "timely_filing": "Timely filing",
}
COUNTED_FROM = {"remit_date": "Remittance", "service_date": "Service"}


@dataclass(frozen=True)
class DeadlineLimit:
    """How many days a payer gives; '' as payer or line of business means all, None no limit."""

    deadline_kind: str
    payer_name: str = ""
    line_of_business: str = ""
    day_count: int | None = None
    counted_from: str = "remit_date"
    is_verified: bool = False
    note: str = ""
    changed_at: str = ""


def deadline_limits(store: Path) -> list[DeadlineLimit]:
    """The limits the team typed, by payer, line of business and kind."""
    rows = read(
        store,
        "select deadline_kind, payer_name, line_of_business, day_count, counted_from, is_verified, "
        "note, changed_at from deadline_limits order by payer_name, line_of_business, "
        "deadline_kind",
    )
    return [
        DeadlineLimit(*front, bool(is_verified), note, changed_at)
        for *front, is_verified, note, changed_at in rows
    ]


def save_deadline_limits(store: Path, limits: Iterable[DeadlineLimit]) -> None:
    """Keep limits, each in place of the one for the same payer, line of business and kind."""
    at = now()
    rows = [(*astuple(limit)[:-1], at) for limit in limits]
    write(
        store,
        "insert or replace into deadline_limits (deadline_kind, payer_name, line_of_business, "
        "day_count, counted_from, is_verified, note, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        *rows,
    )


def remove_deadline_limit(
    store: Path, deadline_kind: str, payer_name: str = "", line_of_business: str = ""
) -> None:
    """Go back to the default; a limit the team had added is gone."""
    write(
        store,
        "delete from deadline_limits where deadline_kind = ? and payer_name = ? "
        "and line_of_business = ?",
        (deadline_kind, payer_name, line_of_business),
    )
