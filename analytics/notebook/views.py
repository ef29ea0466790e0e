"""Saved views: a page with its filters, under a name the team gave it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analytics.access import needs
from analytics.notebook.file import now, read, write
from analytics.notebook.seen import as_seen
from analytics.vocabulary import DenialsError


@dataclass(frozen=True)
class SavedView:
    """A page and what its address says behind the question mark: filters, nothing of a patient."""

    view_name: str
    page: str
    query: str = ""
    changed_at: str = ""


def saved_views(store: Path) -> list[SavedView]:
    """The saved views by name."""
    rows = read(
        store,
        "select view_name, page, query, changed_at from saved_views order by lower(view_name)",
    )
    return [SavedView(*row) for row in rows]


@needs("work")
def save_view(store: Path, view: SavedView, seen: str | None = None) -> None:
    """Keep a view under its name, in place of one of the same name.

    `seen` is when that one was changed last as the editor saw it, '' if there was none; raises
    EditConflict if somebody else changed it since. None replaces whatever stands.
    """
    name = _lawful(view.view_name)
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
    names = {view.view_name.lower() for view in saved_views(store)} - {view_name.lower()}
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
    write(store, "delete from saved_views where view_name = ?", (view_name,))


def _lawful(name: str) -> str:
    """A name that can be read in a list; raises where there is none."""
    if not name.strip():
        raise DenialsError("Give the view a name.")
    return name.strip()
