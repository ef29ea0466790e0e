"""The limits payers set, as the team typed them over the list that came with us."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from analytics.access import needs
from analytics.notebook.file import Seen, now, read, write
from analytics.notebook.seen import as_seen

# Kind as kept → as people read it; and likewise the day it is counted from.
DEADLINE_KINDS = {
    "appeal": "Appeal",
    "corrected_claim": "Corrected claim",
    "timely_filing": "Timely filing",
}
COUNTED_FROM = {"remit_date": "Remittance", "service_date": "Service"}

Key = tuple[str, str, str]


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
        DeadlineLimit(kind, payer, line, days, counted_from, bool(is_verified), note, changed_at)
        for kind, payer, line, days, counted_from, is_verified, note, changed_at in rows
    ]


@needs("define")
def save_deadline_limits(
    store: Path, limits: Iterable[DeadlineLimit], seen: Mapping[Key, str] | None = None
) -> None:
    """Keep limits, each in place of the one for the same payer, line of business and kind.

    `seen` says per `key_of` a limit when it was changed last as the editor saw it; EditConflict is
    raised, with nothing written, where somebody else changed one since.
    """
    limits, at = list(limits), now("microseconds")
    rows = [(*astuple(limit)[:-1], at) for limit in limits]
    conditions = (
        []
        if seen is None
        else [
            each
            for limit in limits
            for each in _seen(limit, _words(limit), seen.get(key_of(limit), ""))
        ]
    )
    write(
        store,
        "insert or replace into deadline_limits (deadline_kind, payer_name, line_of_business, "
        "day_count, counted_from, is_verified, note, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?)",
        *rows,
        seen=conditions,
    )


@needs("define")
def remove_deadline_limit(
    store: Path, deadline_kind: str, payer_name: str = "", line_of_business: str = ""
) -> None:
    """Go back to the default; a limit the team had added is gone."""
    remove_deadline_limits(store, {(deadline_kind, payer_name, line_of_business): None})


@needs("define")
def remove_deadline_limits(store: Path, keys: Mapping[Key, str | None]) -> None:
    """Go back to the default of several, all or none; each with what was `seen` of it, or None."""
    write(
        store,
        "delete from deadline_limits where deadline_kind = ? and payer_name = ? "
        "and line_of_business = ?",
        *keys,
        seen=[each for key, at in keys.items() for each in _seen(DeadlineLimit(*key), {}, at)],
    )


def key_of(limit: DeadlineLimit) -> Key:
    """What a limit is of: kind, payer, line of business."""
    return limit.deadline_kind, limit.payer_name, limit.line_of_business


def _seen(limit: DeadlineLimit, typed: Mapping[str, object], seen: str | None) -> list[Seen]:
    statement = (
        "select day_count, counted_from, is_verified, note, changed_at from deadline_limits "
        "where deadline_kind = ? and payer_name = ? and line_of_business = ?"
    )
    kind = DEADLINE_KINDS.get(limit.deadline_kind, limit.deadline_kind)
    of = f"{limit.payer_name or 'all payers'}, {limit.line_of_business or 'all lines of business'}"
    return as_seen(
        f"The limit {kind} of {of}",
        (statement, key_of(limit)),
        lambda row: _words(DeadlineLimit(*key_of(limit), row[0], row[1], bool(row[2]), row[3])),
        typed,
        seen,
    )


def _words(limit: DeadlineLimit) -> dict[str, object]:
    """What a limit says."""
    return {
        "day_count": limit.day_count,
        "counted_from": limit.counted_from,
        "is_verified": limit.is_verified,
        "note": limit.note,
    }
