"""The audit trail: who did what, and when; never a patient's name, member id or birth date.

What is done in a moment is recorded before it is handed out (`record`), what people type in the
same transaction (`together`), what takes time before it begins and again when it ends
(`recorded`): so nothing is done that is not on record. Free text is recorded by its length only.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from analytics.access import trail_file
from analytics.access.people import Person, current_person
from analytics.access.rights import needs
from analytics.access.trail_file import COLUMNS, Entry, fault
from analytics.vocabulary import DenialsError, TrailFault

# Act as kept → as people read it.
ACTS = {
    "sign_in": "Signed in",
    "sign_out": "Signed out",
    "claim_opened": "Opened a claim",
    "export": "Exported",
    "load": "Loaded files",
    "rebuild": "Classified everything again",
    "undo": "Undid a load",
    "recover": "Recovered the data",
    "definition": "Changed a definition",
    "payer_name": "Changed a payer name",
    "client_name": "Changed a client name",
    "deadline_limit": "Changed a deadline",
    "work_minutes": "Changed minutes of work",
    "column_map": "Changed a column map",
    "view": "Changed a saved view",
    "health": "Acknowledged a missing file",
    "action": "Changed an action",
    "work": "Worked on a line",
    "trail": "Started the audit trail",
}
# What everybody may see the history of: nothing of a claim, nor of who looked at what.
SETTINGS = (
    "definition",
    "payer_name",
    "client_name",
    "deadline_limit",
    "work_minutes",
    "column_map",
    "view",
)
STAGES = {
    "done": "Done",
    "begun": "Started",
    "failed": "Failed",
    "interrupted": "Stopped before it finished",
}

__all__ = ["ACTS", "SETTINGS", "STAGES", "Broken", "Entry", "fault", "record", "recorded"]


@dataclass(frozen=True)
class Broken:
    """The first entry that is not as it was written, and why."""

    entry_number: int
    reason: str


@dataclass(frozen=True)
class Verified:
    """How many entries follow each other as written, the last one's hash, and what is broken."""

    entry_count: int
    last_hash: str
    broken: Broken | None = None


@dataclass(frozen=True)
class Sought:
    """Which entries are asked for; empty is all. Days are of UTC, both included."""

    person: str = ""
    acts: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    newest: int | None = None


@dataclass
class Outcome:
    """What is to be said of an act once it is done."""

    details: dict[str, object] = field(default_factory=dict)

    def say(self, **details: object) -> None:
        """Add facts to the entry that says how it ended."""
        self.details |= details


def who_acts(person: Person | None = None) -> tuple[str, str]:
    """Name and role of who acts, as entries have them."""
    person = person or current_person()
    return person.name or "nobody", person.role


def record(
    store: Path,
    act: str,
    about: str = "",
    *,
    person: Person | None = None,
    seconds: float = trail_file.SECONDS_TO_WAIT,
    **details: object,
) -> None:
    """Put something done in a moment on record; raises TrailFault where that cannot be."""
    _write(store, [Entry(act, about, details)], person, seconds)


@contextmanager
def recorded(store: Path, act: str, about: str = "", **details: object) -> Iterator[Outcome]:
    """Record an act before it begins, and how it ended.

    Only for acts behind the store's lock, one at a time: what is found begun and not ended was
    stopped, and is so recorded. Once the act is done it stays done, whatever becomes of the entry
    that says so: the one that it was begun is there.
    """
    number = _write(store, [Entry(act, about, details, "begun")], None, settle=True)
    outcome = Outcome()

    def end(stage: str, said: dict[str, object]) -> None:
        with suppress(DenialsError):
            _write(store, [Entry(act, about, said, stage, number)], None)

    try:
        yield outcome
    except BaseException as stopped:
        words = str(stopped) if isinstance(stopped, DenialsError) else type(stopped).__name__
        end("failed", outcome.details | {"reason": words})
        raise
    end("done", outcome.details)


@contextmanager
def together(notebook: sqlite3.Connection, store: Path) -> Iterator[list[Entry]]:
    """One transaction of the notebook and the trail: what is added to the list is recorded in it.

    Left by an error, neither is written.
    """
    who = who_acts()
    trail_file.attach(notebook, store, who)
    notebook.execute("begin immediate")
    entries: list[Entry] = []
    yield entries
    if entries:
        trail_file.append(notebook, "trail", store, who, entries)
    notebook.execute("commit")


def _write(
    store: Path,
    entries: list[Entry],
    person: Person | None,
    seconds: float = trail_file.SECONDS_TO_WAIT,
    settle: bool = False,
) -> int:
    """Add entries to the trail, made if there is none; the last one's number."""
    who = who_acts(person)
    trail_file.begin(store, who)
    with trail_file.opened(store, seconds) as trail:
        trail.execute("begin immediate")
        if settle:
            entries = [*_left_open(trail), *entries]
        number = trail_file.append(trail, "main", store, who, entries)
        trail.execute("commit")
    return number


def _left_open(trail: sqlite3.Connection) -> list[Entry]:
    """What was begun and never ended, as entries that say so."""
    rows = trail.execute(
        "select act, about, entry_number from entries as begun where stage = 'begun' "
        "and not exists (select 1 from entries where outcome_of = begun.entry_number) "
        "order by entry_number"
    ).fetchall()
    return [Entry(act, about, {}, "interrupted", number) for act, about, number in rows]


@needs("audit")
def entries(store: Path, sought: Sought | None = None) -> list[dict[str, object]]:
    """The entries asked for, newest first, each as columns and values."""
    return _entries(store, sought or Sought())


@needs("audit")
def people(store: Path) -> list[str]:
    """Everybody who is on record, by name."""
    if not trail_file.path_of(store).exists():
        return []
    with trail_file.opened(store) as trail:
        return [name for (name,) in trail.execute("select distinct person from entries order by 1")]


@needs("look")
def settings_history(store: Path, newest: int | None = None) -> list[dict[str, object]]:
    """Who changed definitions, payer names, limits, minutes, maps and views, newest first.

    Nothing for whoever sees some clients only: entries name the clients and payers of all.
    """
    if current_person().clients:
        return []
    return _entries(store, Sought(acts=SETTINGS, newest=newest))


def _entries(store: Path, sought: Sought) -> list[dict[str, object]]:
    if not trail_file.path_of(store).exists():
        return []
    first = "" if sought.first_day is None else sought.first_day.isoformat()
    last = ("" if sought.last_day is None else sought.last_day.isoformat()) + "~"  # after its hours
    with trail_file.opened(store) as trail:
        rows = trail.execute(
            f"select {', '.join(COLUMNS)} from entries where (? = '' or person = ?) "
            "and (? = '[]' or act in (select value from json_each(?))) "
            "and at >= ? and at < ? order by entry_number desc limit ?",
            (
                *(sought.person, sought.person),
                *(json.dumps(sought.acts), json.dumps(sought.acts)),
                *(first, last),
                -1 if sought.newest is None else sought.newest,
            ),
        ).fetchall()
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


@needs("audit")
def verify(store: Path, holds: tuple[int, str] | None = None) -> Verified:
    """Follow the chain from the first entry to the last.

    `holds` is a number and a hash noted down earlier: that entry must be there still, which also
    finds a trail whose end was cut off or that was written anew.
    """
    if not trail_file.path_of(store).exists():
        if reason := fault(store):
            raise TrailFault(reason)
        return Verified(0, "", _not_held(None, holds) if holds else None)
    count, last, held = 0, "", None
    try:
        for row in trail_file.rows_in_order(store):
            if reason := _break(count, last, row):
                return Verified(count, last, Broken(count + 1, reason))
            count, last = row[0], row[-1]
            if holds and count == holds[0]:
                held = last
    except TrailFault as stopped:
        return Verified(count, last, Broken(count + 1, f"it cannot be read: {stopped}"))
    if holds and (broken := _not_held(held, holds)):
        return Verified(count, last, broken)
    if reason := fault(store):
        raise TrailFault(reason)
    return Verified(count, last)


def _break(before: int, last: str, row: tuple) -> str:
    """Why an entry does not follow the one before as it was written; nothing where it does."""
    if row[0] != before + 1:
        return f"it is missing: entry {row[0]} follows entry {before}"
    if trail_file.hash_of(row[:-1]) != row[-1]:
        return "it is not what was written"
    if row[-2] != last:
        return "it does not follow the entry before it as that is now"
    return ""


def _not_held(found: str | None, holds: tuple[int, str]) -> Broken | None:
    number, expected = holds
    if found is None:
        return Broken(number, "it is missing: the trail ends before it")
    if not found.startswith(expected.lower()):
        return Broken(number, "it is not the one given with --holds")
    return None


@needs("audit")
def start_new(store: Path) -> Path | None:
    """Begin a new trail and keep the old file aside; where it is now, or None if it was gone.

    The first entry of the new one says what became of the old one, and how it ended. Where the
    new one cannot be written, the old one stays where it was.
    """
    path, why = trail_file.path_of(store), fault(store)
    about: dict[str, object] = {"reason": why or "a new trail was asked for"}
    with ExitStack() as held:
        aside = None
        if path.exists():
            aside = path.with_name(f"audit-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.sqlite")
            about |= {"kept_aside": aside.name, **_end_of(store, held)}
            trail_file.move_aside(path, aside)
        try:
            trail_file.begin(store, who_acts(), about)
        except (DenialsError, OSError, sqlite3.Error):
            if aside:
                trail_file.move_aside(aside, path)
            raise
    return aside


def _end_of(store: Path, held: ExitStack) -> dict[str, object]:
    """How a trail ends, as far as it can be read; nobody writes it any more until `held` is over.

    Who waits to write it then finds that another trail was begun, and writes nothing.
    """
    with suppress(DenialsError):
        with trail_file.opened(store) as trail:
            end = trail.execute(
                "select entry_number, hash from entries order by entry_number desc limit 1"
            ).fetchone()
        if os.name != "nt":  # there, a file that is open cannot be moved
            held.enter_context(trail_file.opened(store)).execute("begin exclusive")
        if end:
            return {"last_entry_before": end[0], "last_hash_before": end[1]}
    return {}
