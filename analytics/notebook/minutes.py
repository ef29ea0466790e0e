"""Minutes of work per category of reasons, as the team typed them over the default list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from analytics.access import needs
from analytics.notebook.file import now, read, write


@dataclass(frozen=True)
class WorkMinutes:
    """How long a denial of a category takes to work; None is not known."""

    category: str
    work_minutes: int | None = None
    is_verified: bool = False
    note: str = ""
    changed_at: str = ""


def work_minutes(store: Path) -> list[WorkMinutes]:
    """The minutes the team typed, by category."""
    rows = read(
        store,
        "select category, work_minutes, is_verified, note, changed_at from work_minutes "
        "order by category",
    )
    return [
        WorkMinutes(category, minutes, bool(is_verified), note, changed_at)
        for category, minutes, is_verified, note, changed_at in rows
    ]


@needs("define")
def save_work_minutes(store: Path, minutes: Iterable[WorkMinutes]) -> None:
    """Keep minutes, each in place of those for the same category."""
    at = now()
    rows = [(*astuple(each)[:-1], at) for each in minutes]
    write(
        store,
        "insert or replace into work_minutes (category, work_minutes, is_verified, note, "
        "changed_at) values (?, ?, ?, ?, ?)",
        *rows,
    )


@needs("define")
def remove_work_minutes(store: Path, category: str) -> None:
    """Go back to the default of a category."""
    write(store, "delete from work_minutes where category = ?", (category,))
