"""The notebook's file: a small SQLite database beside the snapshots, kept up to date.

Every call opens it, does one thing and closes it, so the app and a nightly load can write at the
same time: a writer waits for the other's few milliseconds. A notebook that is damaged stops typing,
not reading: questions are answered without it, writing is refused, and the file stays as it is.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import mkstemp

from analytics.access import audit, needs
from analytics.notebook import recording
from analytics.notebook.schema import SCHEMA_STEPS
from analytics.vocabulary import DenialsError, EditConflict

SECONDS_TO_WAIT = 10.0
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@dataclass(frozen=True)
class Seen:
    """What somebody had before their eyes when they changed it: refused if it is another by now.

    `statement` with `values` finds what stands; `is_as_seen` is handed its row, or None, and
    `conflict` makes the error that says both.
    """

    statement: str
    values: tuple
    is_as_seen: Callable[[tuple | None], bool]
    conflict: Callable[[tuple | None], EditConflict]


@needs("look")
def read(store: Path, statement: str, values: tuple = ()) -> list[tuple]:
    """The rows of a question; none while nobody has typed anything, or while it is damaged."""
    if fault(store) or not (state := _state_of(_path(store))):
        return []
    return list(_rows(store, state, statement, values))


@lru_cache(maxsize=400)
def _rows(store: Path, _state: tuple, statement: str, values: tuple) -> list[tuple]:
    """The rows of a question, asked once per state of the file."""
    with _opened(store) as notebook:
        return notebook.execute(statement, values).fetchall()


def _state_of(path: Path) -> tuple:
    """What is another after every change: SQLite counts them at bytes 24 to 27; () without a file.

    The time alone would not do: two changes may come between two ticks of the clock.
    """
    try:
        with path.open("rb", buffering=0) as file:
            status = os.fstat(file.fileno())
            return status.st_ino, status.st_size, status.st_mtime_ns, file.read(28)[24:]
    except FileNotFoundError:
        return ()


def write(store: Path, statement: str, *rows: tuple, seen: Iterable[Seen] = ()) -> None:
    """Run a statement once per row of values, all of them or none.

    Raises EditConflict, with nothing written, where something is not as it was `seen`.
    """
    write_all(store, [(statement, rows)], seen)


def write_all(
    store: Path, changes: Iterable[tuple[str, Iterable[tuple]]], seen: Iterable[Seen] = ()
) -> None:
    """Run several statements, each once per row of values, in one transaction: the way to type.

    The audit trail is of that transaction: what is typed is on record, or it is not typed.
    """
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    if damage := fault(store):
        raise DenialsError(f"{damage} Nothing can be typed until then.")
    if not _path(store).exists():
        _create(store)
    with _opened(store) as notebook:
        recording.watch(notebook)
        with audit.together(notebook, store) as entries:
            for each in seen:
                standing = notebook.execute(each.statement, each.values).fetchone()
                if not each.is_as_seen(standing):
                    raise each.conflict(standing)  # closing takes the transaction back
            for statement, rows in changes:
                notebook.executemany(statement, rows)
            entries += recording.changes(notebook)


def fault(store: Path) -> str:
    """One sentence if what was typed cannot be read, else nothing; the file is never touched."""
    path = _path(store)
    try:
        status = path.stat()
    except FileNotFoundError:
        return ""
    except OSError as error:
        return _unreadable(path, str(error.strerror))
    reason = _damage_of(path, status.st_mtime_ns, status.st_size, status.st_ino)
    return _unreadable(path, reason) if reason else ""


def is_blank(store: Path) -> bool:
    """Whether nobody has typed anything that is still there; never so of a damaged notebook."""
    if not _path(store).exists():
        return True
    if fault(store):
        return False
    tables = _tables_of(len(SCHEMA_STEPS))
    with _opened(store) as notebook:
        return not any(
            notebook.execute(f"select 1 from {table} limit 1").fetchone() for table in tables
        )


def _unreadable(path: Path, reason: str) -> str:
    return (
        f"What was typed (notes, work, actions, definitions) cannot be read: {path} is damaged "
        f"({reason}); it is kept as it is, so put it back from a backup, or move it away to begin "
        "a new one."
    )


@lru_cache(maxsize=20)
def _damage_of(path: Path, _changed: int, byte_count: int, _inode: int) -> str:
    """Why a notebook cannot be read, looked at once per state of its file; '' if it can."""
    if byte_count == 0:
        return "it is empty"  # a new one is never empty: it is made beside and moved into place
    address = f"{path.absolute().as_uri()}?mode=rw"  # to take back what a killed writer began
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as notebook:
            if (version := _version(notebook)) > len(SCHEMA_STEPS):
                return ""  # a newer program's: refused by who opens it
            if version == 0:
                return "it is not a notebook of this program"
            (found,) = notebook.execute("pragma quick_check(1)").fetchone()
            for table in _tables_of(version):
                notebook.execute(f"select 1 from {table} limit 1")
    except sqlite3.Error as error:
        return "" if _is_busy(error) else str(error)
    return "" if found == "ok" else "its pages contradict each other"


def _tables_of(version: int) -> list[str]:
    """The tables that a notebook of a version has."""
    words = " ".join(SCHEMA_STEPS[:version]).split("create table ")[1:]
    return [each.split()[0] for each in words]


def _create(store: Path) -> None:
    """Make a new notebook beside and move it into place, unless somebody else was first."""
    handle, name = mkstemp(prefix="notebook-", suffix=".new", dir=store)  # the owner's only
    os.close(handle)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as notebook:
            _bring_up_to_date(notebook)
        _move_unless_there(Path(name), _path(store))
    finally:
        Path(name).unlink(missing_ok=True)


def _move_unless_there(made: Path, path: Path) -> None:
    try:
        os.link(made, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            made.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Put the new name on disk; Windows does so itself and cannot open folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _opened(store: Path) -> Iterator[sqlite3.Connection]:
    """The notebook at today's version, closed afterwards; SQLite's errors become one sentence."""
    try:
        with closing(
            sqlite3.connect(_path(store), timeout=SECONDS_TO_WAIT, isolation_level=None)
        ) as notebook:
            _bring_up_to_date(notebook)
            yield notebook
    except sqlite3.Error as error:
        raise DenialsError(f"The notebook {_path(store)} cannot be used: {error}.") from error


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


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else is writing, which passes."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in BUSY


def _path(store: Path) -> Path:
    return store / "notebook.sqlite"


def now(fineness: str = "seconds") -> str:
    """This instant (UTC) as text that sorts; in microseconds no two edits share it."""
    return datetime.now(UTC).isoformat(timespec=fineness)
