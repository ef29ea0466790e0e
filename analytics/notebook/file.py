"""The notebook's file: a small SQLite database beside the snapshots, kept up to date.

Every call opens it, does one thing and closes it, so the app and a nightly load can write at the
same time: a writer waits for the other's few milliseconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from analytics.vocabulary import DenialsError

SECONDS_TO_WAIT = 10.0

# One script per version of the notebook, oldest first; never edited, only added to.
SCHEMA_STEPS = (
    """
    create table column_maps (
        profile_name text primary key,
        kind text not null,
        columns text not null,
        changed_at text not null
    );
    create table carc_rules (
        payer_name text not null,
        carc_code text not null,
        is_denial integer,
        category text,
        owner text,
        preventable text,
        usual_fix text,
        note text not null,
        changed_at text not null,
        primary key (payer_name, carc_code)
    );
    create table payer_aliases (
        payer_name_as_given text primary key,
        payer_name text not null,
        changed_at text not null
    );
    """,
    """
    create table work_entries (
        entry_number integer primary key autoincrement,
        remitted_line_id text not null,
        patient_control_number text not null,
        status text,
        assignee text,
        note text,
        next_step text,
        next_date text,
        changed_by text not null,
        changed_at text not null
    );
    create index work_entries_by_claim on work_entries (patient_control_number)
    """,
    """
    create table deadline_limits (
        payer_name text not null,
        line_of_business text not null,
        deadline_kind text not null,
        day_count integer,
        counted_from text not null,
        is_verified integer not null,
        note text not null,
        changed_at text not null,
        primary key (payer_name, line_of_business, deadline_kind)
    )
    """,
    """
    create table saved_views (
        view_name text primary key collate nocase,
        page text not null,
        query text not null,
        changed_at text not null
    )
    """,
    """
    create table actions (
        action_number integer primary key autoincrement,
        title text not null,
        owner text not null,
        due_date text not null,
        decided_week text not null,
        measure text not null,
        filters text not null,
        goal text not null,
        since_week text not null,
        note text not null,
        status text not null,
        done_date text not null,
        decided_by text not null,
        decided_at text not null,
        changed_by text not null,
        changed_at text not null,
        revision integer not null,
        is_deleted integer not null
    )
    """,
    """
    create table work_minutes (
        category text primary key,
        work_minutes integer,
        is_verified integer not null,
        note text not null,
        changed_at text not null
    )
    """,
)


def read(store: Path, statement: str, values: tuple = ()) -> list[tuple]:
    """The rows of a question; none, and no file made, while nobody has typed anything."""
    if not _path(store).exists():
        return []
    with _opened(store) as notebook:
        return notebook.execute(statement, values).fetchall()


def write(store: Path, statement: str, *rows: tuple) -> None:
    """Run a statement once per row of values, all of them or none."""
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opened(store) as notebook:
        notebook.execute("begin immediate")
        notebook.executemany(statement, rows)
        notebook.execute("commit")


@contextmanager
def _opened(store: Path) -> Iterator[sqlite3.Connection]:
    """The notebook at today's version, closed afterwards; SQLite's errors become one sentence."""
    try:
        with closing(
            sqlite3.connect(_path(store), timeout=SECONDS_TO_WAIT, isolation_level=None)
        ) as notebook:
            _bring_up_to_date(notebook)
            yield notebook
    except sqlite3.Error as fault:
        raise DenialsError(f"The notebook {_path(store)} cannot be used: {fault}.") from fault


def _bring_up_to_date(notebook: sqlite3.Connection) -> None:
    """Add what later versions of this program brought; refuse a notebook newer than we are."""
    if _version(notebook) < len(SCHEMA_STEPS):
        notebook.execute("begin immediate")
        for step in SCHEMA_STEPS[_version(notebook) :]:  # asked again: another may have been first
            for statement in step.split(";"):
                notebook.execute(statement)
        notebook.execute(f"pragma user_version = {len(SCHEMA_STEPS)}")
        notebook.execute("commit")
    if _version(notebook) > len(SCHEMA_STEPS):
        raise DenialsError(
            "The notebook was written by a newer version of this program; update the program."
        )


def _version(notebook: sqlite3.Connection) -> int:
    return notebook.execute("pragma user_version").fetchone()[0]


def _path(store: Path) -> Path:
    return store / "notebook.sqlite"


def now() -> str:
    """This instant (UTC) as text that sorts."""
    return datetime.now(UTC).isoformat(timespec="seconds")
