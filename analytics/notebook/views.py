"""Saved views: a page with its filters, under a name the team gave it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from analytics.access import current_person, needs, sees_all_of
from analytics.notebook.file import now, read, write
from analytics.notebook.seen import as_seen
from analytics.vocabulary import DenialsError, NotAllowed


@dataclass(frozen=True)
class SavedView:
    """A page and what its address says behind the question mark: filters, nothing of a patient."""

    view_name: str
    page: str
    query: str = ""
    changed_at: str = ""


def saved_views(store: Path) -> list[SavedView]:
    """The saved views by name; whoever sees some clients only has those of these clients alone."""
    return [view for view in _all_views(store) if _is_theirs(view)]


@needs("work")
def save_view(store: Path, view: SavedView, seen: str | None = None) -> None:
    """Keep a view under its name, in place of one of the same name.

    `seen` is when that one was changed last as the editor saw it, '' if there was none; raises
    EditConflict if somebody else changed it since. None replaces whatever stands. What a person who
    sees some clients only keeps is of these clients by name.
    """
    name = _lawful(view.view_name)
    _refuse_other_clients(store, name)
    view = replace(view, query=_of_theirs(view.query))
    write(
        store,
        "insert or replace into saved_views (view_name, page, query, changed_at) "
        "values (?, ?, ?, ?)",
        (name, view.page, view.query, now("microseconds")),
        seen=as_seen(
            f"The view {name}",
            ("select page, query, changed_at from saved_views where view_name = ?", (name,)),
            lambda row: {"page": row[0], "query": row[1]},
            {"page": view.page, "query": view.query},
            seen,
        ),
    )


@needs("work")
def rename_view(store: Path, view_name: str, new_name: str) -> None:
    """Call a view by another name; refused where another view has that name."""
    new_name = _lawful(new_name)
    _refuse_other_clients(store, view_name)
    names = {view.view_name.lower() for view in _all_views(store)} - {view_name.lower()}
    if new_name.lower() in names:
        raise DenialsError(f"There is a view called {new_name!r} already.")
    write(
        store,
        "update saved_views set view_name = ?, changed_at = ? where view_name = ?",
        (new_name, now("microseconds"), view_name),
    )


@needs("work")
def remove_view(store: Path, view_name: str) -> None:
    """Forget a view; nothing happens when there is none of this name."""
    _refuse_other_clients(store, view_name)
    write(store, "delete from saved_views where view_name = ?", (view_name,))


def _lawful(name: str) -> str:
    """A name that can be read in a list; raises where there is none."""
    if not name.strip():
        raise DenialsError("Give the view a name.")
    return name.strip()


def _all_views(store: Path) -> list[SavedView]:
    """Every saved view by name."""
    rows = read(
        store,
        "select view_name, page, query, changed_at from saved_views order by lower(view_name)",
    )
    return [SavedView(*row) for row in rows]


def _is_theirs(view: SavedView) -> bool:
    """Whether the person who acts sees every client that a view is of."""
    return sees_all_of(_clients_of(view.query))


def _clients_of(query: str) -> set[str]:
    """The clients an address names; none is all of them."""
    return set(parse_qs(query).get("client", []))


def _of_theirs(query: str) -> str:
    """The address, of clients that the person who acts sees."""
    theirs = current_person().clients
    if not theirs:
        return query
    kept = [client for client in theirs if client in _clients_of(query)] or theirs
    said = parse_qs(query, keep_blank_values=True) | {"client": list(kept)}
    return urlencode(said, doseq=True)


def _refuse_other_clients(store: Path, view_name: str) -> None:
    """Raise NotAllowed where a view of this name is of clients the person who acts does not see."""
    names = {view.view_name.lower() for view in _all_views(store) if not _is_theirs(view)}
    if view_name.strip().lower() in names:
        raise NotAllowed(
            f"A view called {view_name.strip()!r} is of other clients; use another name."
        )
