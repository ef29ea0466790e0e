"""Writing the next snapshot, by who holds the store's lock.

In this order, so that a stop at any byte leaves a whole store: the draft is written, closed and put
on disk, and its folder; the new pointer is written beside the old one and put on disk; the draft
takes its published name; the pointer takes its place; the folder is put on disk. Only then are
older snapshots removed, and bases that no kept snapshot adds to.

A snapshot is published whole, or as a small file beside a base, which several of them share and
which is never written again. When the small one has grown, the load that made it publishes the same
rows once more, as one whole file under the next number (`fold`): the next base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from analytics.snapshots import files, parts, pointer
from analytics.snapshots.pointer import Kept, NotAPointer, Pointer
from analytics.snapshots.store import (
    damage_known,
    damage_seen,
    damaged_snapshot,
    files_known,
    first_load_unfinished,
    known_pointer,
    numbered_files,
)
from analytics.vocabulary import DenialsError, Parts, SnapshotFiles, Versions

KEPT_SNAPSHOTS = 5
WORK_FOLDERS = "work-*"  # where a load unpacks and spills, within the store

NOT_SAID = Versions()
MakeWhole = Callable[[SnapshotFiles, Path], None]  # writes a base and what adds to it as one file


@dataclass(frozen=True)
class Draft:
    """A snapshot being built: open, fill and close the database at `path`, then publish.

    With a `base` it adds to the whole file of that snapshot, and is nothing without it.
    """

    store: Path
    path: Path
    number: int
    versions: Versions
    before: Pointer | None
    begun_at: str = ""
    base: int | None = None
    takes_the_place: bool = False  # of the current snapshot, whose rows it has

    @property
    def files(self) -> SnapshotFiles:
        """The file being built, and the base it adds to."""
        if not self.base:
            return SnapshotFiles(self.path)
        base = files_known(self.store, self.before, self.base)
        return SnapshotFiles(self.path, base.path, base.parts)

    @property
    def parts(self) -> Parts:
        """Where its parts are written, if it is to have any."""
        return parts.parts_of_draft(self.path)

    def publish(self) -> None:
        """Make this the current snapshot, on disk before anybody reads it, and drop old ones."""
        if files.beside(self.path, ".wal").exists():
            raise RuntimeError("A draft is published only after its database is closed.")
        files.keep_to_owner(self.path)
        files.sync_file(self.path)
        sealed = parts.seal(self.parts.folder) if self.parts.folder.exists() else ""
        files.sync_folder(self.store)
        coming = self._pointer(sealed)
        pointer.prepare(self.store, coming)
        final = self.store / pointer.file_name(self.number, self.base)
        final_parts = parts.parts_of(self.store, self.number).folder
        if sealed:
            files.patiently(lambda: self.parts.folder.replace(final_parts))
        files.patiently(lambda: self.path.replace(final))
        try:
            files.sync_folder(self.store)
            pointer.publish(self.store)
        except OSError:
            if (self.store / pointer.UNFINISHED).exists():  # else the pointer names it already
                files.remove(final)
                files.remove(final_parts)
            raise
        remove_older(self.store, self.before, coming)

    def _pointer(self, sealed: str) -> Pointer:
        """What the pointer says once this is published; `sealed`: the checksum of its parts."""
        made = Kept(
            self.number,
            pointer.file_name(self.number, self.base),
            self.path.stat().st_size,
            files.checksum_of(self.path),
            self.versions,
            self.begun_at,
            sealed,
        )
        before = self.before.numbers()[self.takes_the_place :] if self.before else ()
        earlier = before[: KEPT_SNAPSHOTS - 1]
        known = self.before.kept if self.before else ()
        return Pointer(
            snapshot=self.number,
            previous=earlier,
            highest=self.number,
            kept=pointer.of_numbers((*known, made), (self.number, *earlier)),
        )


@contextmanager
def next_snapshot(
    store: Path,
    versions: Versions = NOT_SAID,
    *,
    on_base: Callable[[SnapshotFiles], bool] = lambda _: False,
    make_whole: MakeWhole | None = None,
) -> Iterator[Draft]:
    """A draft that starts as a copy of the current snapshot and counts only once published.

    Where `on_base` says so of the current snapshot's files, the draft only adds to its base: it
    starts as a copy of what adds to it already, or as nothing at all, with no file at its path.
    Else it is whole; `make_whole` writes it where the current snapshot is not.

    Leaving without `publish()`, by an error or not, deletes the draft. Raises StoreBusy while
    another load runs, LostPointer or DamagedSnapshot where there is nothing sound to begin from,
    and one sentence when the disk is full.
    """
    with files.lock(store):
        if first_load_unfinished(store):
            pointer.publish(store)
        before = known_pointer(store)
        number = highest_number(store, before) + 1
        path = _draft_path(store, number)
        try:
            _remove_left_over(store, before)
            begun_at = datetime.now(UTC).isoformat(timespec="microseconds")
            before, base = _begun(store, before, path, on_base, make_whole)
            yield Draft(store, path, number, versions, before, begun_at, base)
        except Exception as fault:
            if files.is_disk_full(fault):
                raise DenialsError(
                    f"The disk of {store} is full: nothing was loaded, and the "
                    "current data is unchanged."
                ) from fault
            raise
        finally:
            remove_draft(path)


def fold(draft: Draft, make_whole: MakeWhole) -> int | None:
    """Publish what a draft has just published once more, as one whole file; its number.

    It takes that snapshot's place in the history, so that undo goes back to the load before; those
    that are kept still share the base before. None where the current snapshot is whole already.
    Whatever goes wrong leaves the snapshot as it was published. The draft's lock must be held.
    """
    found = known_pointer(draft.store)
    record = found.record(found.snapshot) if found else None
    if not found or not record or not record.base:
        return None
    if reason := damage_known(draft.store, found, found.snapshot):
        raise damaged_snapshot(draft.store, found.snapshot, reason)
    number = highest_number(draft.store, found) + 1
    path = _draft_path(draft.store, number)
    try:
        make_whole(files_known(draft.store, found, found.snapshot), path)
        Draft(
            draft.store,
            path,
            number,
            record.versions,
            found,
            record.begun_at,
            takes_the_place=True,
        ).publish()
    finally:
        remove_draft(path)
    return number


def sweep(store: Path) -> None:
    """Remove what a load that was killed unpacked and wrote aside: it may name patients.

    Nothing while another load runs, or where the store may not be written.
    """
    if not any(store.glob(WORK_FOLDERS)):
        return
    with suppress(DenialsError), files.lock(store):
        for path in store.glob(WORK_FOLDERS):
            files.remove(path)


def _begun(
    store: Path,
    before: Pointer | None,
    path: Path,
    on_base: Callable[[SnapshotFiles], bool],
    make_whole: MakeWhole | None,
) -> tuple[Pointer | None, int | None]:
    """Begin the draft at `path`; the pointer, with the checksum of what it begins from, and the
    snapshot that it adds to.
    """
    if before is None:
        return None, None
    number = before.snapshot
    its = files_known(store, before, number)
    if reason := damage_seen(store, before, number):
        raise damaged_snapshot(store, number, reason)
    base = pointer.base_of(its.path.name)
    if on_base(its):
        if base:
            return _copied(store, before, its.path, path), base
        return _with_checksum(before, its.path, lambda: files.checksum_of(its.path)), number
    if not base and not its.parts:
        return _copied(store, before, its.path, path), None
    if make_whole is None:
        raise RuntimeError("What adds to a base, or has parts, is made whole by `make_whole`.")
    if reason := damage_known(store, before, number):
        raise damaged_snapshot(store, number, reason)
    make_whole(its, path)
    return before, None


def _copied(store: Path, before: Pointer, source: Path, path: Path) -> Pointer:
    """Copy the current snapshot's file to where the draft is built; the pointer, with its checksum.

    A damaged one is never built upon: its faults would be published with a checksum of their own.
    """
    checksum = files.copy(source, path)
    record = before.record(before.snapshot)
    if record and record.checksum != checksum:
        reason = "its bytes are not those that were published"
        raise damaged_snapshot(store, before.snapshot, reason)
    return _with_checksum(before, source, lambda: checksum)


def _with_checksum(before: Pointer, source: Path, checksum: Callable[[], str]) -> Pointer:
    """The pointer, with what version 0.1.0 did not write of the current snapshot."""
    if before.record(before.snapshot):
        return before
    found = Kept(before.snapshot, source.name, source.stat().st_size, checksum())
    kept = pointer.of_numbers((found, *before.kept), before.numbers())
    return Pointer(before.snapshot, before.previous, before.undone, before.highest, kept)


def _draft_path(store: Path, number: int) -> Path:
    return store / f"denials-{number:06d}.building.duckdb"


def remove_draft(path: Path) -> None:
    """Remove a draft, its parts and what the database wrote beside it."""
    for ending in ("", ".wal", ".tmp"):
        files.remove(files.beside(path, ending))
    parts.remove(parts.parts_of_draft(path))


def highest_number(store: Path, found: Pointer | None) -> int:
    """The highest number ever given: what the pointer remembers, and any file lying about."""
    return max([*numbered_files(store).values(), found.highest if found else 0], default=0)


def remove_older(store: Path, before: Pointer | None, now: Pointer) -> None:
    """Remove the files that the history needed and needs no more; no other file goes."""
    for number in (before.needed() if before else set()) - now.needed():
        files.remove(files_known(store, before, number).path)
        parts.remove(parts.parts_of(store, number))


def _remove_left_over(store: Path, found: Pointer | None) -> None:
    """Remove what killed loads left behind; nobody else is loading while we hold the lock."""
    for path in numbered_files(store):
        if ".building" in path.name:
            files.remove(path)
    for path in store.glob(WORK_FOLDERS):
        files.remove(path)
    if never_published := _never_published(store, found):
        for path in never_published:
            files.remove(path)
        files.remove(store / pointer.UNFINISHED)


def _never_published(store: Path, found: Pointer | None) -> tuple[Path, ...]:
    """The snapshot a load had put in its place when it was killed, before the pointer moved.

    Its file and its parts; none where there is no such snapshot.
    """
    try:
        coming = pointer.read(store / pointer.UNFINISHED)
    except NotAPointer:
        return ()
    if coming is None:
        return ()
    if found is None:  # a first load that was killed before its file had its name
        its = files_known(store, coming, coming.snapshot)
        return () if its.path.exists() else (parts.parts_of(store, coming.snapshot).folder,)
    if coming.snapshot <= found.highest:
        return ()
    is_next = coming.previous[:1] in ((found.snapshot,), found.previous[:1])  # or folded from it
    its = files_known(store, coming, coming.snapshot)
    return (its.path, parts.parts_of(store, coming.snapshot).folder) if is_next else ()
