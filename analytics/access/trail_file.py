"""The file of the audit trail: entries are added at the end, each with the hash of the one before.

A small SQLite database beside the store, for its owner only. Triggers let nobody change or delete
an entry, nor add one elsewhere than at the end; whoever goes round them breaks the chain.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import mkstemp

from analytics.vocabulary import DenialsError, TrailFault

NAME, MARK = "audit.sqlite", "audit.begun"
SECONDS_TO_WAIT = 10.0
BACK_OR_ANEW = (
    "put the file back from a backup, or begin a new trail with `denials audit --start-new`, which "
    "keeps the old file"
)
# Why a sound trail cannot be written, and what to do about it.
UNWRITABLE = {
    sqlite3.SQLITE_FULL: "make room on the disk",
    sqlite3.SQLITE_READONLY: "see to it that the folder can be written",
}
BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
OURS = 0x44415544  # application_id of the file: "DAUD"
FIRST_VERSION = 1
COLUMNS = (
    "entry_number",
    "at",
    "person",
    "role",
    "act",
    "stage",
    "outcome_of",
    "about",
    "details",
    "previous_hash",
    "hash",
)
SCHEMA = """
create table entries (
    entry_number integer primary key,
    at text not null,
    person text not null,
    role text not null,
    act text not null,
    stage text not null,
    outcome_of integer,
    about text not null,
    details text not null,
    previous_hash text not null,
    hash text not null
);
create index entries_by_outcome on entries (outcome_of) where outcome_of is not null;
create index entries_begun on entries (entry_number) where stage = 'begun';
create trigger entries_stay_as_written before update on entries
begin select raise(abort, 'an entry is never changed'); end;
create trigger entries_stay before delete on entries
begin select raise(abort, 'an entry is never deleted'); end;
create trigger entries_follow_the_last before insert on entries
when new.entry_number is not (select coalesce(max(entry_number), 0) + 1 from entries)
    or new.previous_hash is not coalesce(
        (select hash from entries order by entry_number desc limit 1), ''
    )
begin select raise(abort, 'an entry follows the last one'); end;
"""
TRIGGERS = {"entries_stay_as_written", "entries_stay", "entries_follow_the_last"}


@dataclass(frozen=True)
class Entry:
    """What is to be recorded: an act, what it is about, and the facts of it.

    ``stage`` is 'done' of what is recorded with the act itself. What takes time is 'begun' before
    it, and `outcome_of` that entry comes 'done', 'failed', or 'interrupted' where nobody told.
    """

    act: str
    about: str
    details: dict[str, object]
    stage: str = "done"
    outcome_of: int | None = None


def path_of(store: Path) -> Path:
    """Where the trail of a store is."""
    return store / NAME


def hash_of(entry: Sequence[object]) -> str:
    """The hash of an entry: of all its columns but itself, the hash of the one before included."""
    return hashlib.sha256(json.dumps(list(entry), ensure_ascii=True).encode()).hexdigest()


def fault(store: Path) -> str:
    """One sentence if the trail cannot be carried on, else nothing; the file is never touched."""
    path = path_of(store)
    try:
        status = path.stat()
    except FileNotFoundError:
        return _sentence(path, "is missing") if (store / MARK).exists() else ""
    except OSError as error:
        return _sentence(path, f"cannot be opened ({error.strerror})")
    mark = _mark(store)
    return _fault_of(path, mark, status.st_mtime_ns, status.st_size, status.st_ino)


@lru_cache(maxsize=20)
def _fault_of(path: Path, mark: str, _changed: int, _size: int, _inode: int) -> str:
    """The same, looked at once per state of the file."""
    try:
        with closing(_connect(path, seconds=0)) as trail:
            look_over(trail, "main", path, mark)
    except TrailFault as found:
        return str(found)
    except sqlite3.Error as error:
        return "" if _is_busy(error) else _sentence(path, f"is damaged ({error})")
    return ""


def look_over(trail: sqlite3.Connection, schema: str, path: Path, mark: str) -> tuple[int, str]:
    """The last entry's number and hash; raises TrailFault where the file is not the trail it was.

    Its two ends are looked at: every write does this, so it must not grow with the trail.
    """
    (ours,) = trail.execute(f"pragma {schema}.application_id").fetchone()
    (version,) = trail.execute(f"pragma {schema}.user_version").fetchone()
    if ours != OURS:
        raise TrailFault(_sentence(path, "is not an audit trail of this program"))
    if version > FIRST_VERSION:
        raise TrailFault(
            "The audit trail was written by a newer version of this program; update the program."
        )
    there = trail.execute(f"select name from {schema}.sqlite_master where type = 'trigger'")
    if not {name for (name,) in there} >= TRIGGERS:
        raise TrailFault(
            _sentence(path, "has lost the triggers that keep its entries from being changed")
        )
    columns = ", ".join(COLUMNS)
    ends = [
        trail.execute(
            f"select {columns} from {schema}.entries order by entry_number {order} limit 1"
        ).fetchone()
        for order in ("", "desc")
    ]
    if None in ends or any(hash_of(end[:-1]) != end[-1] for end in ends) or ends[0][0] != 1:
        raise TrailFault(_sentence(path, "was changed"))
    if mark and mark != ends[0][-1]:
        raise TrailFault(_sentence(path, "is not the audit trail that was started here"))
    return ends[1][0], ends[1][-1]


def append(
    trail: sqlite3.Connection, schema: str, store: Path, who: tuple[str, str], entries: list[Entry]
) -> int:
    """Add entries within a transaction that is open; the number of the last one."""
    try:
        number, last = look_over(trail, schema, path_of(store), _mark(store))
        at = datetime.now(UTC).isoformat(timespec="microseconds")
        rows = []
        for entry in entries:
            number += 1
            details = json.dumps(entry.details, ensure_ascii=False, default=str)
            stage = (entry.act, entry.stage, entry.outcome_of)
            row = (number, at, *who, *stage, entry.about, details, last)
            last = hash_of(row)
            rows.append((*row, last))
        places = ", ".join("?" * len(COLUMNS))
        trail.executemany(f"insert into {schema}.entries values ({places})", rows)
    except sqlite3.Error as error:
        raise _said(store, error) from error
    return number


def attach(notebook: sqlite3.Connection, store: Path, who: tuple[str, str]) -> None:
    """Let one transaction of another file write the trail too, as `trail`: both or neither."""
    begin(store, who)
    try:
        notebook.execute("attach database ? as trail", (str(path_of(store)),))
    except sqlite3.Error as error:
        raise _said(store, error) from error


@contextmanager
def opened(store: Path, seconds: float = SECONDS_TO_WAIT) -> Iterator[sqlite3.Connection]:
    """The trail, closed afterwards; SQLite's errors become one sentence."""
    try:
        with closing(_connect(path_of(store), seconds)) as trail:
            yield trail
    except sqlite3.Error as error:
        raise _said(store, error) from error


def rows_in_order(store: Path) -> Iterator[tuple]:
    """Every entry from the first on, not all of them in memory at once."""
    with opened(store) as trail:
        yield from trail.execute(f"select {', '.join(COLUMNS)} from entries order by entry_number")


def move_aside(path: Path, aside: Path) -> None:
    """Give a trail another name, and what is needed to take back what was cut short with it."""
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        journal.replace(aside.with_name(aside.name + "-journal"))
    path.replace(aside)
    sync_folder(path.parent)


def begin(store: Path, who: tuple[str, str], about: dict[str, object] | None = None) -> None:
    """Make the trail unless it is there; raises TrailFault where it was there and is not sound."""
    store.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path_of(store).exists():
        if not (store / MARK).exists():
            _write_mark(store)
        return
    if (store / MARK).exists() and about is None:
        raise TrailFault(fault(store) or _sentence(path_of(store), "is missing"))
    handle, name = mkstemp(prefix="audit-", suffix=".new", dir=store)  # the owner's only
    os.close(handle)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as trail:
            _make(trail, who, about or {})
        _move_unless_there(Path(name), path_of(store))
    except sqlite3.Error as error:
        raise _said(store, error) from error
    finally:
        Path(name).unlink(missing_ok=True)
    _write_mark(store)


def _make(trail: sqlite3.Connection, who: tuple[str, str], about: dict[str, object]) -> None:
    """The tables and the first entry, which says that the trail begins."""
    trail.executescript(f"begin; {SCHEMA} commit;")
    trail.execute(f"pragma application_id = {OURS}")
    trail.execute(f"pragma user_version = {FIRST_VERSION}")
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    details = json.dumps(about, ensure_ascii=False, default=str)
    row = (1, at, *who, "trail", "done", None, "", details, "")
    places = ", ".join("?" * len(COLUMNS))
    trail.execute(f"insert into entries values ({places})", (*row, hash_of(row)))


def _write_mark(store: Path) -> None:
    """Beside the trail stands the hash of its first entry: so a trail that is gone is missed."""
    try:
        with closing(_connect(path_of(store), SECONDS_TO_WAIT)) as trail:
            found = trail.execute("select hash from entries where entry_number = 1").fetchone()
    except sqlite3.Error:
        return  # what is wrong with it is said by who looks it over
    if not found:
        return
    handle, name = mkstemp(prefix="audit-", suffix=".new", dir=store)
    with os.fdopen(handle, "w") as file:
        file.write(found[0])
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(store / MARK)
    sync_folder(store)


def _mark(store: Path) -> str:
    with suppress(OSError):
        return (store / MARK).read_text("utf-8", "replace").strip()
    return ""


def _connect(path: Path, seconds: float) -> sqlite3.Connection:
    """An existing file only; to write, also for who reads, to take back what was cut short."""
    address = f"{path.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=seconds, isolation_level=None)


def _move_unless_there(made: Path, path: Path) -> None:
    try:
        os.link(made, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            made.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Put a new name on disk; Windows does so itself and cannot open folders."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _said(store: Path, error: sqlite3.Error) -> DenialsError:
    if _is_busy(error):
        return DenialsError("Somebody else is writing the audit trail; try again in a moment.")
    if way := UNWRITABLE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF):
        return TrailFault(_sentence(path_of(store), f"cannot be written ({error})", way))
    return TrailFault(_sentence(path_of(store), f"cannot be used ({error})"))


def _is_busy(error: sqlite3.Error) -> bool:
    """Whether somebody else is writing, which passes."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in BUSY


def _sentence(path: Path, reason: str, way: str = BACK_OR_ANEW) -> str:
    return (
        f"The audit trail {path} {reason}, so what must be recorded (loads, exports, opening a "
        f"claim, anything typed) cannot be done, while everything else can be read; {way}."
    )
