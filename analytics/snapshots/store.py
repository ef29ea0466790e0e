"""What a store holds: its current snapshot, whether that is whole, and the way out if not."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from analytics.snapshots import files, pointer
from analytics.snapshots.pointer import NotAPointer, Pointer
from analytics.vocabulary import DamagedSnapshot, LostPointer, Versions

_FILE_NAME = re.compile(r"denials-(\d{6,})(\.building)?\.duckdb.*")
_PUBLISHED = re.compile(r"denials-(\d{6,})\.duckdb")


def store_folder(chosen: Path | None = None) -> Path:
    """The store in use: the one chosen, else DENIALS_HOME, else `data` in the checkout."""
    if chosen is not None:
        return chosen
    if home := os.environ.get("DENIALS_HOME"):
        return Path(home)
    return Path(__file__).resolve().parents[2] / "data"


def snapshot_path(store: Path, number: int) -> Path:
    """Where a published snapshot lies."""
    return store / pointer.file_name(number)


def current_snapshot(store: Path) -> int | None:
    """The number of the published snapshot; None before the first load.

    Raises LostPointer or DamagedSnapshot, each with the way out. Whole means here: there, and of
    the size that was published; `damage_of` reads it through.
    """
    found = known_pointer(store)
    if found is None:
        return None
    if reason := damage_seen(store, found, found.snapshot):
        raise damaged_snapshot(store, found.snapshot, reason)
    return found.snapshot


def current_path(store: Path) -> Path | None:
    """The database file that readers open, read-only; None before the first load."""
    number = current_snapshot(store)
    return None if number is None else snapshot_path(store, number)


def current_versions(store: Path) -> Versions | None:
    """What the current snapshot was made by; None where its pointer does not say."""
    found = known_pointer(store)
    record = found.record(found.snapshot) if found else None
    return record.versions if record and record.versions.queries else None


def begun_at(store: Path) -> str:
    """When the load of the current snapshot began (UTC), as text that sorts; '' if not known."""
    found = known_pointer(store)
    record = found.record(found.snapshot) if found else None
    return record.begun_at if record else ""


def kept_snapshots(store: Path) -> tuple[int, ...]:
    """The snapshots one can be on, the current one first; none before the first load."""
    found = known_pointer(store)
    return found.numbers() if found else ()


def damage_seen(store: Path, found: Pointer | None, number: int) -> str:
    """What is wrong with a snapshot at a look: missing, or of another size."""
    record = found.record(number) if found else None
    try:
        byte_count = snapshot_path(store, number).stat().st_size
    except FileNotFoundError:
        return f"its file {pointer.file_name(number)} is missing"
    except OSError as fault:
        return f"it cannot be read ({fault.strerror})"
    if record and byte_count != record.byte_count:
        return f"it has {byte_count:,} bytes and was published with {record.byte_count:,}"
    return ""


def damage_of(store: Path, number: int, reads_whole: Callable[[Path], bool]) -> str:
    """What is wrong with a snapshot, read through from end to end; '' if it is whole.

    `reads_whole` says whether a database can be read in full, where no checksum is known.
    """
    try:
        found = pointer.read(store / pointer.NAME)
    except NotAPointer:
        found = None
    return damage_known(store, found, number, reads_whole)


def damage_known(
    store: Path,
    found: Pointer | None,
    number: int,
    reads_whole: Callable[[Path], bool] = lambda _: True,
) -> str:
    """The same, by a pointer in hand."""
    if reason := damage_seen(store, found, number):
        return reason
    path = snapshot_path(store, number)
    record = found.record(number) if found else None
    try:
        if record is None:
            return "" if reads_whole(path) else "it cannot be read to its end"
        if files.checksum_of(path) != record.checksum:
            return "its bytes are not those that were published"
    except OSError as fault:
        return f"it cannot be read ({fault.strerror})"
    return ""


def damaged_snapshot(store: Path, number: int, reason: str) -> DamagedSnapshot:
    """The error that names a damaged snapshot, and the way out."""
    found = known_pointer(store)
    earlier = found.previous if found and found.snapshot == number else ()
    earlier = tuple(each for each in earlier if found and not damage_seen(store, found, each))
    others = [each for each in published(store).values() if each != number]
    if earlier:
        way = f"undo goes back to {earlier[0]} (`denials undo`), and what {number} added is missing"
    elif others:
        way = "`denials recover` publishes the newest whole snapshot and deletes nothing"
    else:
        way = (
            f"no other is here, so put {pointer.file_name(number)} back from a backup, or load "
            "the files again into an empty folder"
        )
    sentence = f"Snapshot {number} is damaged: {reason}; {way}."
    return DamagedSnapshot(sentence, number, earlier[0] if earlier else None)


def known_pointer(store: Path) -> Pointer | None:
    """What the pointer says; None before the first load. Raises LostPointer."""
    way = "`denials recover` publishes the newest whole snapshot again and deletes nothing."
    try:
        found = pointer.read(store / pointer.NAME)
    except NotAPointer:
        raise LostPointer(
            f"{store / pointer.NAME} is damaged or none of ours, so which snapshot is current is "
            f"not known; {way}"
        ) from None
    there = published(store)
    if found is None and there and not first_load_unfinished(store):
        raise LostPointer(
            f"The snapshots in {store} are there, but {pointer.NAME}, which says which of them is "
            f"current, is missing; {way}"
        )
    if found and there and not found.known() & set(there.values()):
        raise LostPointer(
            f"{store / pointer.NAME} names snapshot {found.snapshot}, and none of the snapshots "
            f"here; {way}"
        )
    return found


def first_load_unfinished(store: Path) -> bool:
    """Whether the only snapshot here is that of a first load, killed before its last step."""
    try:
        coming = pointer.read(store / pointer.UNFINISHED)
    except NotAPointer:
        return False
    return (
        coming is not None
        and not coming.previous
        and list(published(store).values()) == [coming.snapshot]
        and not damage_seen(store, coming, coming.snapshot)
    )


def published(store: Path) -> dict[Path, int]:
    """The files of published snapshots, by number."""
    return _numbered(store, _PUBLISHED)


def numbered_files(store: Path) -> dict[Path, int]:
    """Every file named after a number: published ones, drafts, and what stands beside them."""
    return _numbered(store, _FILE_NAME)


def _numbered(store: Path, pattern: re.Pattern[str]) -> dict[Path, int]:
    if not store.is_dir():
        return {}
    names = ((path, pattern.fullmatch(path.name)) for path in store.iterdir())
    return {path: int(name[1]) for path, name in names if name}
