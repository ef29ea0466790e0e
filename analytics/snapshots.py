"""Which database file is current: publish, find, undo.

A store is a folder. Each load makes one immutable file, `denials-000042.duckdb`; `current.json`
is a small pointer to the one that readers open. Publishing is one atomic rename of the pointer,
so a load that stops at any byte leaves the last published snapshot as it was, and readers never
wait for a writer. One load at a time holds `load.lock`; the system frees it when a load is killed.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from analytics.vocabulary import DenialsError, NothingToUndo, StoreBusy

KEPT_SNAPSHOTS = 5
WORK_FOLDERS = "work-*"  # where a load unpacks and spills, within the store
DISK_FULL_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DISK_FULL_WORDS = ("no space left on device", "disk quota exceeded", "file too large")
FILE_NAME = re.compile(r"denials-(\d{6,})(\.building)?\.duckdb.*")

Result = TypeVar("Result")


@dataclass(frozen=True)
class Pointer:
    """What `current.json` says: the current snapshot, those before it, the highest number given."""

    snapshot: int
    previous: tuple[int, ...] = ()
    highest: int = 0

    def numbers(self) -> set[int]:
        """The published snapshots that are kept."""
        return {self.snapshot, *self.previous}


@dataclass(frozen=True)
class Draft:
    """A snapshot being built: open, fill and close the database at `path`, then publish."""

    store: Path
    path: Path
    number: int

    def publish(self) -> None:
        """Make this the current snapshot, on disk before anybody reads it, and drop old ones."""
        if _beside(self.path, ".wal").exists():
            raise RuntimeError("A draft is published only after its database is closed.")
        published = snapshot_path(self.store, self.number)
        _sync_file(self.path)
        _patiently(lambda: self.path.replace(published))
        before = _read_pointer(self.store)
        earlier = (before.snapshot, *before.previous) if before else ()
        pointer = Pointer(self.number, earlier[: KEPT_SNAPSHOTS - 1], self.number)
        try:
            _write_pointer(self.store, pointer)
        except OSError:
            _remove(published)
            raise
        _remove_old(self.store, pointer.numbers())


def store_folder(chosen: Path | None = None) -> Path:
    """The store in use: the one chosen, else DENIALS_HOME, else `data` in the checkout."""
    if chosen is not None:
        return chosen
    if home := os.environ.get("DENIALS_HOME"):
        return Path(home)
    return Path(__file__).resolve().parents[1] / "data"


def snapshot_path(store: Path, number: int) -> Path:
    """Where a published snapshot lies."""
    return store / f"denials-{number:06d}.duckdb"


def current_snapshot(store: Path) -> int | None:
    """The number of the published snapshot; None before the first load."""
    pointer = _read_pointer(store)
    return pointer.snapshot if pointer else None


def current_path(store: Path) -> Path | None:
    """The database file that readers open, read-only; None before the first load."""
    number = current_snapshot(store)
    return None if number is None else snapshot_path(store, number)


@contextmanager
def next_snapshot(store: Path) -> Iterator[Draft]:
    """A draft that starts as a copy of the current snapshot and counts only once published.

    Leaving without `publish()`, by an error or not, deletes the draft. Raises StoreBusy while
    another load runs, and one sentence when the disk is full.
    """
    with _lock(store):
        number = _highest_number(store) + 1
        pointer = _read_pointer(store)
        draft = Draft(store, store / f"denials-{number:06d}.building.duckdb", number)
        try:
            _remove_old(store, pointer.numbers() if pointer else set())
            _remove_work_folders(store)
            if pointer:
                shutil.copyfile(snapshot_path(store, pointer.snapshot), draft.path)
            yield draft
        except Exception as fault:
            if _is_disk_full(fault):
                raise DenialsError(
                    f"The disk of {store} is full: nothing was loaded, and the data shown before "
                    "is as it was."
                ) from fault
            raise
        finally:
            for ending in ("", ".wal", ".tmp"):
                _remove(_beside(draft.path, ending))


def undo(store: Path) -> int:
    """Publish the snapshot before the current one again; its number is returned.

    The number that is left behind is not given again. Raises NothingToUndo when there is none.
    """
    if not store.is_dir():
        raise NothingToUndo("There is no earlier snapshot to go back to.")
    with _lock(store):
        pointer = _read_pointer(store)
        earlier = [
            number
            for number in (pointer.previous if pointer else ())
            if snapshot_path(store, number).exists()
        ]
        if pointer is None or not earlier:
            raise NothingToUndo("There is no earlier snapshot to go back to.")
        highest = _highest_number(store)
        _write_pointer(store, Pointer(earlier[0], tuple(earlier[1:]), highest))
        return earlier[0]


@contextmanager
def _lock(store: Path) -> Iterator[None]:
    try:
        store.mkdir(mode=0o700, parents=True, exist_ok=True)  # what is in it names patients
        lock = FileLock(store / "load.lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise StoreBusy(
            "Another load is running on this data; try again when it is done."
        ) from None
    except OSError as fault:
        raise DenialsError(f"The folder {store} cannot be written: {fault.strerror}.") from fault
    try:
        yield
    finally:
        lock.release()


def _read_pointer(store: Path) -> Pointer | None:
    path = store / "current.json"
    try:
        said = json.loads(_patiently(path.read_text))
        return Pointer(
            int(said["snapshot"]),
            tuple(int(number) for number in said["previous"]),
            int(said.get("highest", said["snapshot"])),
        )
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise DenialsError(
            f"{path} is not a pointer to a snapshot; write the number of the newest "
            'denials-….duckdb file in it, as {"snapshot": 42, "previous": []}.'
        ) from None


def _write_pointer(store: Path, pointer: Pointer) -> None:
    """Replace the pointer in one step: readers see the old one or the new one, never a part."""
    path = store / "current.json"
    beside = store / "current.json.new"
    with beside.open("w") as file:
        json.dump(asdict(pointer), file)
        file.flush()
        os.fsync(file.fileno())
    _patiently(lambda: beside.replace(path))
    _sync_folder(store)


def _highest_number(store: Path) -> int:
    """The highest number ever given: what the pointer remembers, and any file lying about."""
    pointer = _read_pointer(store)
    return max([*_numbered_files(store).values(), pointer.highest if pointer else 0], default=0)


def _numbered_files(store: Path) -> dict[Path, int]:
    names = ((path, FILE_NAME.fullmatch(path.name)) for path in store.iterdir())
    return {path: int(name[1]) for path, name in names if name}


def _remove_old(store: Path, kept: set[int]) -> None:
    """Remove snapshots too old to keep, and what killed loads left behind."""
    for path, number in _numbered_files(store).items():
        if number not in kept or ".building" in path.name:
            _remove(path)


def _remove_work_folders(store: Path) -> None:
    """Remove what a killed load had unpacked; nobody else is loading while we hold the lock."""
    for path in store.glob(WORK_FOLDERS):
        _remove(path)


def _remove(path: Path) -> None:
    """Remove a file or folder; what cannot go now (open on Windows) is left for next time."""
    with suppress(OSError):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _is_disk_full(fault: Exception) -> bool:
    """Whether an error means "no room"; the database says so in words, not in a number."""
    if isinstance(fault, OSError) and fault.errno in DISK_FULL_ERRORS:
        return True
    return any(words in str(fault).lower() for words in DISK_FULL_WORDS)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Put a rename on disk; Windows does so itself and cannot open folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _patiently(action: Callable[[], Result]) -> Result:
    """Try again for a second: on Windows a file cannot be replaced while somebody reads it."""
    for _ in range(20):
        try:
            return action()
        except PermissionError:
            time.sleep(0.05)
    return action()
