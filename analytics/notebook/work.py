"""The work list: what the team did with each denied line, entry by entry, with who and when.

Entries are only ever added. An entry says what it changed and leaves the rest alone, so what stands
of a line is, field by field, what was said last. Two people who change different fields of one line
at once both keep theirs, and two lines that a later load shows to be one keep all that was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from analytics.access import current_person, needs
from analytics.notebook.file import now, read, write
from analytics.vocabulary import DenialsError, NotAllowed, refuse_unless_day

ClientsOf = Callable[[Iterable[str]], Mapping[str, set[str]]]

# Status as kept → as people read it. A line nobody has touched is new.
STATUSES = {
    "new": "New",
    "working": "Working",
    "sent": "Sent",
    "won": "Won",
    "lost": "Lost",
    "written_off": "Written off",
}
# A file, then the numbers of transaction set, claim and service line: `review.entries_of_lines`.
LINE_KEY = re.compile(r"[^-]+-[0-9]+-[0-9]+-[0-9]+")
COLUMNS = (
    "remitted_line_id",
    "entry_number",
    "status",
    "assignee",
    "note",
    "next_step",
    "next_date",
    "changed_by",
    "changed_at",
)


@dataclass(frozen=True)
class WorkChange:
    """What is to change of a line; None leaves a field alone, '' empties it."""

    status: str | None = None
    assignee: str | None = None
    note: str | None = None
    next_step: str | None = None
    next_date: str | None = None  # a day as 2026-10-01

    def said(self) -> dict[str, str]:
        """The fields that change, and to what."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


@needs("work")
def save_work(
    store: Path,
    lines: Mapping[str, str],
    change: WorkChange,
    clients_of: ClientsOf | None = None,
) -> int:
    """Write one change of many lines, all or none; how many lines were written.

    Each line carries the name of the person who acts. `lines` gives the patient control number of
    each line by its `remitted_line_id`, as the question `denied_lines` answers them. Whoever sees
    some clients only writes of their lines only: `clients_of` says whose lines are whose, and
    without it such a person writes nothing (`Review.save_work` gives it).
    """
    if not change.said():
        return 0
    if change.status is not None and change.status not in STATUSES:
        raise DenialsError(f"{change.status!r} is not a status; choose {', '.join(STATUSES)}.")
    if change.next_date:
        refuse_unless_day(change.next_date)
    for line in lines:
        if not LINE_KEY.fullmatch(line):
            raise DenialsError("A line is named FILE-SET-CLAIM-LINE, as the work list names it.")
    _refuse_other_clients(lines, clients_of)
    values = tuple(getattr(change, field.name) for field in fields(change))
    by, at = current_person().name, now()
    rows = [(line, number, *values, by, at) for line, number in lines.items()]
    write(
        store,
        "insert into work_entries (remitted_line_id, patient_control_number, status, assignee, "
        "note, next_step, next_date, changed_by, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *rows,
    )
    return len(rows)


def _refuse_other_clients(lines: Iterable[str], clients_of: ClientsOf | None) -> None:
    """Raise NotAllowed where a line is not of the clients the person who acts sees."""
    person = current_person()
    if not person.clients:
        return
    told = clients_of(lines) if clients_of else {}
    theirs = set(person.clients)
    if not all(told.get(line) and told[line] <= theirs for line in lines):
        sees = " and ".join(person.clients)
        raise NotAllowed(f"{person.name} may write of no other client's lines than {sees}.")


def work_entries(store: Path) -> list[dict[str, object]]:
    """Every entry, oldest first: what the questions take as their parameter `work`.

    A list of structs: `remitted_line_id` (the line as it was called when it was written),
    `entry_number` (the order of writing), then `status`, `assignee`, `note`, `next_step` and
    `next_date` (text, null where the entry leaves them alone, '' where it empties them), and
    `changed_by`, `changed_at` (UTC). SQL reads it through `review.work_in_force(work)`, one row per
    answered line with what stands now, and `review.entries_of_lines(work)`, one per entry.
    """
    rows = read(
        store,
        "select remitted_line_id, entry_number, status, assignee, note, next_step, next_date, "
        "changed_by, changed_at from work_entries order by entry_number",
    )
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def work_version(store: Path) -> int:
    """A number that grows with every entry; what was answered under it may be kept."""
    rows = read(store, "select coalesce(max(entry_number), 0) from work_entries")
    return rows[0][0] if rows else 0
