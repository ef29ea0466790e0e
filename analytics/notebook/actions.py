"""Actions: what the meeting decided, of which figures, by when and whose; and whether it is done.

A change writes the fields it names and leaves the rest, so two people who change different fields
of one action both keep theirs. A deleted action is hidden, not gone: it can be brought back.
"""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, dataclass, fields, replace
from pathlib import Path
from typing import Any

from analytics.access import clients_seen, current_person, needs, sees_all_of
from analytics.columns import heading_of
from analytics.notebook.file import Seen, now, read, write
from analytics.vocabulary import (
    DenialsError,
    EditConflict,
    NotAllowed,
    ReviewFilters,
    refuse_unless_day,
)

# Measure as kept → as people read it. Each is told of the weeks before and after the decision.
ACTION_MEASURES = {
    "denial_rate": heading_of("denial_rate"),
    "denied_line_count": f"{heading_of('denied_line_count')} a week",
    "denied_amount": f"{heading_of('denied_amount')} a week",
    "rejection_rate": heading_of("rejection_rate"),
}
ACTION_STATUSES = {"open": "Open", "done": "Done", "dropped": "Dropped"}
CHOICES = {
    "status": ACTION_STATUSES,
    "measure": ACTION_MEASURES,
}
DAYS = ("due_date", "decided_week", "since_week", "done_date")
NEVER_EMPTY = ("title", "owner", "due_date", "decided_week")


@dataclass(frozen=True)
class Action:
    """A decision. Days are texts as 2026-10-01; '' where there is none.

    ``filters`` say what it is about; their weeks do not matter. ``decided_week`` is the week under
    review when it was decided. The measure before is of the 8 weeks up to it, or of those from
    ``since_week`` on; ``goal`` is the value aimed at, in the measure's unit (a share, lines or
    dollars a week).
    """

    title: str
    owner: str
    due_date: str
    decided_week: str
    measure: str = "denial_rate"
    filters: ReviewFilters = ReviewFilters()
    goal: str = ""
    since_week: str = ""
    note: str = ""
    status: str = "open"
    done_date: str = ""


@dataclass(frozen=True)
class ActionChange:
    """What is to change of an action; None leaves a field alone, '' empties it."""

    title: str | None = None
    owner: str | None = None
    due_date: str | None = None
    measure: str | None = None
    goal: str | None = None
    since_week: str | None = None
    note: str | None = None
    status: str | None = None
    done_date: str | None = None
    is_deleted: bool | None = None


@needs("work")
def decide(store: Path, action: Action) -> None:
    """Write a decision down, with the name of the person who acts.

    What a person who sees some clients only decides is of these clients by name; NotAllowed for
    other clients alone.
    """
    _refuse_unlawful({field.name: getattr(action, field.name) for field in fields(action)})
    by, at = current_person().name, now()
    filters = replace(action.filters, clients=clients_seen(action.filters.clients))
    values = astuple(replace(action, filters=_as_text(filters)))  # type: ignore[arg-type]
    write(
        store,
        "insert into actions (title, owner, due_date, decided_week, measure, filters, goal, "
        "since_week, note, status, done_date, decided_by, decided_at, changed_by, changed_at, "
        "revision, is_deleted) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)",
        (*values, by, at, by, at),
    )


@needs("work")
def change_action(
    store: Path,
    action_number: int,
    change: ActionChange,
    seen: Action | None = None,
) -> None:
    """Write the fields that change; nothing happens to an action that is not there.

    Raises NotAllowed where it is of clients that the person who acts does not see.
    `seen` is the action as the editor saw it: EditConflict is raised, with nothing written, where
    somebody else has changed one of the same fields to something else since.
    """
    said = {name: value for name, value in asdict(change).items() if value is not None}
    _refuse_unlawful(said)
    _refuse_other_clients(store, action_number)
    write(
        store,
        "update actions set title = coalesce(?, title), owner = coalesce(?, owner), "
        "due_date = coalesce(?, due_date), measure = coalesce(?, measure), "
        "goal = coalesce(?, goal), since_week = coalesce(?, since_week), "
        "note = coalesce(?, note), status = coalesce(?, status), "
        "done_date = coalesce(?, done_date), is_deleted = coalesce(?, is_deleted), "
        "changed_by = ?, changed_at = ?, revision = revision + 1 where action_number = ?",
        (*astuple(change), current_person().name, now(), action_number),
        seen=[_fields_seen(action_number, said, seen)] if seen else [],
    )


def _refuse_other_clients(store: Path, number: int) -> None:
    """Raise NotAllowed where an action, deleted or not, is not of the clients the person sees."""
    rows = read(store, "select filters from actions where action_number = ?", (number,))
    if not all(_is_theirs(text) for (text,) in rows):
        sees = " and ".join(current_person().clients)
        raise NotAllowed(
            f"{current_person().name} may change no action of other clients than {sees}."
        )


def _is_theirs(filters: object) -> bool:
    """Whether an action is of clients alone that the person who acts sees."""
    return sees_all_of(_as_filters(filters).clients)


def _fields_seen(number: int, said: dict[str, object], seen: Action) -> Seen:
    """The condition that nobody else changed the fields that change, nor deleted the action."""
    names = [name for name in said if name != "is_deleted"]

    def standing(row: tuple) -> dict[str, object]:
        """The fields that change, as they are by now."""
        return dict(zip(names, row[2:], strict=True))

    def is_as_seen(row: tuple | None) -> bool:
        """Each field as it was seen, or by now what it is to be."""
        if row is None or row[0]:
            return False
        there = standing(row)
        return all(there[name] in (getattr(seen, name), said[name]) for name in names)

    def conflict(row: tuple | None) -> EditConflict:
        there, changed_at = ({}, "") if row is None or row[0] else (standing(row), row[1])
        return EditConflict(f"The action “{seen.title}”", there, said, changed_at)

    columns = ", ".join(["is_deleted", "changed_at", *names])
    statement = f"select {columns} from actions where action_number = ?"
    return Seen(statement, (number,), is_as_seen, conflict)


def actions(store: Path) -> list[dict[str, object]]:
    """Every action that is not deleted, in the order of deciding: the parameter `actions`.

    Whoever sees some clients only has those that are of these clients alone.
    A list of structs: the fields of `Action`, with `filters` as the struct that
    `review.lines_in_view` takes, without weeks and by remittance; and `action_number`,
    `decided_by`, `decided_at`. SQL reads it through `review.decided_actions(actions)`.
    """
    columns = [field.name for field in fields(Action)]
    rows = read(
        store,
        "select title, owner, due_date, decided_week, measure, filters, goal, since_week, note, "
        "status, done_date, action_number, decided_by, decided_at from actions "
        "where is_deleted = 0 order by action_number",
    )
    names = [*columns, "action_number", "decided_by", "decided_at"]
    told = [dict(zip(names, row, strict=True)) for row in rows]
    told = [each for each in told if _is_theirs(each["filters"])]
    return [each | {"filters": _as_filters(each["filters"]).parameter()} for each in told]


def action_filters(store: Path) -> dict[int, ReviewFilters]:
    """What each action that is not deleted is about, by its number: of those in `actions`."""
    rows = read(store, "select action_number, filters from actions where is_deleted = 0")
    return {number: _as_filters(text) for number, text in rows if _is_theirs(text)}


def actions_version(store: Path) -> int:
    """A number that grows with every change of any action."""
    rows = read(store, "select coalesce(sum(revision), 0) from actions")
    return rows[0][0] if rows else 0


def _as_text(filters: ReviewFilters) -> str:
    """The filters as kept: without weeks, which go on, and by remittance."""
    kept = asdict(replace(filters, first_week=None, last_week=None, date_basis="remit"))
    return json.dumps({name: value for name, value in kept.items() if value is not None})


def _as_filters(text: object) -> ReviewFilters:
    """The filters as they were; one this version does not know is left out."""
    known = {field.name for field in fields(ReviewFilters)}
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in json.loads(str(text)).items()
        if name in known
    }
    return ReviewFilters(**said)


def _refuse_unlawful(said: dict[str, object]) -> None:
    """Say in one sentence what is missing or cannot be."""
    for name in NEVER_EMPTY:
        if name in said and not str(said[name]).strip():
            raise DenialsError(f"An action needs its {name.replace('_', ' ')}.")
    for name, options in CHOICES.items():
        if name in said and said[name] not in options:
            raise DenialsError(f"{said[name]!r} is not a {name}; choose {', '.join(options)}.")
    for name in DAYS:
        if said.get(name):
            refuse_unless_day(str(said[name]))
    if said.get("goal"):
        float(str(said["goal"]))
