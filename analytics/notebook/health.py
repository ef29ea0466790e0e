"""Weeks of a payer that miss a file, and that somebody has looked into: who, when, and a note.

They stay listed on Files; nothing else asks to look at them again. Which files are missing is told
of all clients together, so whoever sees some clients only is told of none and changes none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from analytics.access import current_person, needs, require_all_clients
from analytics.notebook.file import now, read, write
from analytics.vocabulary import refuse_unless_day

PayerWeek = tuple[str, str]  # the payer's name, and the Monday as 2026-10-12


@dataclass(frozen=True)
class Acknowledged:
    """Who has looked into a payer's week, when (UTC), and what was found."""

    payer_name: str
    remit_week: str
    note: str
    acknowledged_by: str
    acknowledged_at: str


def acknowledged(store: Path) -> dict[PayerWeek, Acknowledged]:
    """Every payer's week that was looked into; none for whoever sees some clients only."""
    if current_person().clients:
        return {}
    rows = read(
        store,
        "select payer_name, remit_week, note, acknowledged_by, acknowledged_at "
        "from acknowledged_weeks order by remit_week, payer_name",
    )
    return {(row[0], row[1]): Acknowledged(*row) for row in rows}


@needs("work")
def acknowledge(store: Path, weeks: Iterable[PayerWeek], note: str = "") -> None:
    """Note that the person who acts has looked into these weeks; a later note takes the place."""
    require_all_clients("acknowledge a missing file")
    by, at = current_person().name, now()
    rows = []
    for payer, week in weeks:
        refuse_unless_day(week)
        rows.append((payer, week, note.strip(), by, at))
    write(store, "insert or replace into acknowledged_weeks values (?, ?, ?, ?, ?)", *rows)


@needs("work")
def take_back_acknowledgment(store: Path, payer: str, week: str) -> None:
    """Ask again to look at a payer's week."""
    require_all_clients("acknowledge a missing file")
    write(
        store,
        "delete from acknowledged_weeks where payer_name = ? and remit_week = ?",
        (payer, week),
    )
