"""Writing: the next snapshot, undo and recover; each holds the store's lock.

In this order, so that a stop at any byte leaves a whole store: the draft is written, closed and put
on disk, and its folder; the new pointer is written beside the old one and put on disk; the draft
takes its published name; the pointer takes its place; the folder is put on disk. Only then are
older snapshots removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from analytics.access import needs
from analytics.snapshots import files, pointer
from analytics.snapshots.pointer import Kept, NotAPointer, Pointer
from analytics.snapshots.store import (
    damage_known,
    damage_seen,
    damaged_snapshot,
    first_load_unfinished,
    known_pointer,
    numbered_files,
    published,
    snapshot_path,
)
from analytics.vocabulary import DenialsError, LostPointer, NothingToUndo, Versions

KEPT_SNAPSHOTS = 5
WORK_FOLDERS = "work-*"  # where a load unpacks and spills, within the store

NOT_SAID = Versions()
ReadsWhole = Callable[[Path], bool]


@dataclass(frozen=True)
class Draft:
    """A snapshot being built: open, fill and close the database at `path`, then publish."""

    store: Path
    path: Path
    number: int
    versions: Versions
    before: Pointer | None
    begun_at: str = ""

    def publish(self) -> None:
        """Make this the current snapshot, on disk before anybody reads it, and drop old ones."""
        if files.beside(self.path, ".wal").exists():
            raise RuntimeError("A draft is published only after its database is closed.")
        files.keep_to_owner(self.path)
        files.sync_file(self.path)
        files.sync_folder(self.store)
        coming = self._pointer()
        pointer.prepare(self.store, coming)
        final = snapshot_path(self.store, self.number)
        files.patiently(lambda: self.path.replace(final))
        try:
            files.sync_folder(self.store)
            pointer.publish(self.store)
        except OSError:
            if (self.store / pointer.UNFINISHED).exists():  # else the pointer names it already
                files.remove(final)
            raise
        _remove_older(self.store, self.before, coming)

    def _pointer(self) -> Pointer:
        """What the pointer says once this is published."""
        made = Kept(
            self.number,
            pointer.file_name(self.number),
            self.path.stat().st_size,
            files.checksum_of(self.path),
            self.versions,
            self.begun_at,
        )
        earlier = self.before.numbers()[: KEPT_SNAPSHOTS - 1] if self.before else ()
        known = self.before.kept if self.before else ()
        return Pointer(
            snapshot=self.number,
            previous=earlier,
            highest=self.number,
            kept=(made, *pointer.of_numbers(known, earlier)),
        )


@contextmanager
def next_snapshot(store: Path, versions: Versions = NOT_SAID) -> Iterator[Draft]:
    """A draft that starts as a copy of the current snapshot and counts only once published.

    Leaving without `publish()`, by an error or not, deletes the draft. Raises StoreBusy while
    another load runs, LostPointer or DamagedSnapshot where there is nothing sound to begin from,
    and one sentence when the disk is full.
    """
    with files.lock(store):
        if first_load_unfinished(store):
            pointer.publish(store)
        before = known_pointer(store)
        number = _highest_number(store, before) + 1
        path = store / f"denials-{number:06d}.building.duckdb"
        try:
            _remove_left_over(store, before)
            begun_at = datetime.now(UTC).isoformat(timespec="microseconds")
            yield Draft(store, path, number, versions, _copied(store, before, path), begun_at)
        except Exception as fault:
            if files.is_disk_full(fault):
                raise DenialsError(
                    f"The disk of {store} is full: nothing was loaded, and the data shown before "
                    "is as it was."
                ) from fault
            raise
        finally:
            for ending in ("", ".wal", ".tmp"):
                files.remove(files.beside(path, ending))


def sweep(store: Path) -> None:
    """Remove what a load that was killed unpacked and wrote aside: it may name patients.

    Nothing while another load runs, or where the store may not be written.
    """
    if not any(store.glob(WORK_FOLDERS)):
        return
    with suppress(DenialsError), files.lock(store):
        for path in store.glob(WORK_FOLDERS):
            files.remove(path)


@needs("load")
def undo(store: Path, reads_whole: ReadsWhole = lambda _: True) -> int:
    """Publish the newest whole snapshot before the current one again; its number is returned.

    The number that is left behind is not given again. Raises NothingToUndo when there is none.
    """
    if not store.is_dir():
        raise NothingToUndo("There is no earlier snapshot to go back to.")
    with files.lock(store):
        found = known_pointer(store)
        for place, number in enumerate(found.previous if found else ()):
            if not damage_known(store, found, number, reads_whole):
                _go_to(store, found, number, found.previous[place + 1 :])
                return number
        raise NothingToUndo("There is no earlier snapshot to go back to.")


@dataclass(frozen=True)
class Recovered:
    """What `recover` found: the snapshot that is current now, and whether it already was."""

    number: int
    was_current: bool
    damaged: tuple[int, ...]


@needs("define")
def recover(store: Path, reads_whole: ReadsWhole) -> Recovered:
    """Publish the newest whole snapshot again and delete nothing.

    Of those a sound pointer lists, the first that is whole; else the newest of all in the folder
    that can be read to its end. Raises DenialsError where none is.
    """
    if not store.is_dir():
        raise DenialsError(f"There is no folder {store}, so there is nothing to recover.")
    with files.lock(store):
        try:
            found = known_pointer(store)
        except LostPointer:
            found = None
        damaged: list[int] = []
        for number in found.numbers() if found else ():
            if not damage_known(store, found, number, reads_whole):
                return _recovered(store, found, number, damaged)
            damaged.append(number)
        for number in sorted(published(store).values(), reverse=True):
            if reads_whole(snapshot_path(store, number)):
                return _recovered(store, None, number, damaged, reads_whole)
            damaged.append(number)
    raise DenialsError(
        f"No snapshot in {store} can be read, so nothing was changed; put its denials-….duckdb "
        "files back from a backup, or load the files again into an empty folder."
    )


def _recovered(
    store: Path,
    found: Pointer | None,
    number: int,
    damaged: list[int],
    reads_whole: ReadsWhole = lambda _: False,
) -> Recovered:
    """Make a whole snapshot current; without a pointer, those before it are looked over too."""
    damaged_before = tuple(sorted(set(damaged) - {number}, reverse=True))
    if found and number == found.snapshot:
        return Recovered(number, True, ())
    if found:
        _go_to(store, found, number, found.previous[found.previous.index(number) + 1 :])
        return Recovered(number, False, damaged_before)
    older = [each for each in sorted(published(store).values(), reverse=True) if each < number]
    whole = [each for each in older if reads_whole(snapshot_path(store, each))]
    records = tuple(_record(store, each) for each in (number, *whole))
    highest = _highest_number(store, None)
    pointer.write(store, Pointer(number, tuple(whole), (), highest, records))
    return Recovered(number, False, tuple(sorted({*damaged_before, *older} - {*whole, number})))


def _record(store: Path, number: int) -> Kept:
    path = snapshot_path(store, number)
    return Kept(number, path.name, path.stat().st_size, files.checksum_of(path))


def _go_to(store: Path, found: Pointer, number: int, previous: tuple[int, ...]) -> None:
    """Publish an earlier snapshot of a pointer's history; what is left behind stays known."""
    kept = (number, *previous)
    undone = tuple(sorted(found.known() - set(kept), reverse=True))
    records = pointer.of_numbers(found.kept, (*kept, *undone))
    highest = _highest_number(store, found)
    pointer.write(store, Pointer(number, previous, undone, highest, records))


def _copied(store: Path, before: Pointer | None, path: Path) -> Pointer | None:
    """Copy the current snapshot to where the draft is built; the pointer, with its checksum.

    A damaged one is never built upon: its faults would be published with a checksum of their own.
    """
    if before is None:
        return None
    source, record = snapshot_path(store, before.snapshot), before.record(before.snapshot)
    if reason := damage_seen(store, before, before.snapshot):
        raise damaged_snapshot(store, before.snapshot, reason)
    checksum = files.copy(source, path)
    if record and record.checksum != checksum:
        reason = "its bytes are not those that were published"
        raise damaged_snapshot(store, before.snapshot, reason)
    if record:
        return before
    found = Kept(before.snapshot, source.name, path.stat().st_size, checksum)
    kept = pointer.of_numbers((found, *before.kept), before.numbers())
    return Pointer(before.snapshot, before.previous, before.undone, before.highest, kept)


def _highest_number(store: Path, found: Pointer | None) -> int:
    """The highest number ever given: what the pointer remembers, and any file lying about."""
    return max([*numbered_files(store).values(), found.highest if found else 0], default=0)


def _remove_older(store: Path, before: Pointer | None, now: Pointer) -> None:
    """Remove the snapshots of the history that are not kept any more; no other file goes."""
    for number in (before.known() if before else set()) - now.known():
        files.remove(snapshot_path(store, number))


def _remove_left_over(store: Path, found: Pointer | None) -> None:
    """Remove what killed loads left behind; nobody else is loading while we hold the lock."""
    for path in numbered_files(store):
        if ".building" in path.name:
            files.remove(path)
    for path in store.glob(WORK_FOLDERS):
        files.remove(path)
    if number := _never_published(store, found):
        files.remove(snapshot_path(store, number))
        files.remove(store / pointer.UNFINISHED)


def _never_published(store: Path, found: Pointer | None) -> int | None:
    """The snapshot a load had put in its place when it was killed, before the pointer moved."""
    try:
        coming = pointer.read(store / pointer.UNFINISHED)
    except NotAPointer:
        return None
    if found is None or coming is None or coming.snapshot <= found.highest:
        return None
    return coming.snapshot if coming.previous[:1] == (found.snapshot,) else None
