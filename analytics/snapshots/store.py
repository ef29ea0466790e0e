"""What a store holds: its current snapshot, whether that is whole, and the way out if not.

A snapshot is one whole file, or a small one beside the base it adds to. It is whole if both are.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from analytics.program import data_folder
from analytics.snapshots import files, parts, pointer
from analytics.snapshots.pointer import Kept, NotAPointer, Pointer
from analytics.vocabulary import DamagedSnapshot, LostPointer, Parts, SnapshotFiles, Versions

_FILE_NAME = re.compile(r"denials-(\d{6,})(-on-\d{6,})?(\.building)?\.(duckdb.*|parts)")


def store_folder(chosen: Path | None = None) -> Path:
    """The store in use: the one chosen, else DENIALS_HOME, else the program's own."""
    if chosen is not None:
        return chosen
    if home := os.environ.get("DENIALS_HOME"):
        return Path(home)
    return data_folder()


def snapshot_path(store: Path, number: int) -> Path:
    """Where the own file of a published snapshot lies."""
    return snapshot_files(store, number).path


def snapshot_files(store: Path, number: int) -> SnapshotFiles:
    """The files a published snapshot is read from."""
    try:
        found = pointer.read(store / pointer.NAME)
    except NotAPointer:
        found = None
    return files_known(store, found, number)


def files_known(store: Path, found: Pointer | None, number: int) -> SnapshotFiles:
    """The same, by a pointer in hand; where it does not say, by the names of the files there."""
    if found and (record := found.record(number)):
        name = record.file_name
    else:
        there = sorted(path.name for path, each in published(store).items() if each == number)
        whole = pointer.file_name(number)
        name = whole if whole in there or not there else there[-1]
    base = pointer.base_of(name)
    return SnapshotFiles(
        store / name,
        store / pointer.file_name(base) if base else None,
        _parts_known(store, found, base or number),
    )


def _parts_known(store: Path, found: Pointer | None, number: int) -> Parts | None:
    """The parts that a whole snapshot has, as the pointer says, or else as they are there."""
    record = found.record(number) if found else None
    its = parts.parts_of(store, number)
    return its if (record.parts if record else its.folder.is_dir()) else None


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


def current_files(store: Path) -> SnapshotFiles | None:
    """The files that readers open, read-only; None before the first load."""
    number = current_snapshot(store)
    return None if number is None else snapshot_files(store, number)


def current_path(store: Path) -> Path | None:
    """The current snapshot's own file; None before the first load."""
    current = current_files(store)
    return current.path if current else None


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
    reasons = (_seen(*each) for each in _files_with_records(store, found, number))
    return next(filter(None, reasons), "") or parts_damage(store, found, number, parts.damage_seen)


def parts_damage(
    store: Path, found: Pointer | None, number: int, look: Callable[[Path, str], str]
) -> str:
    """What `look` finds wrong with the parts of a snapshot, or of its base; '' if it has none."""
    its = files_known(store, found, number).parts
    if its is None:
        return ""
    record = found.record(its.number) if found else None
    return look(its.folder, record.parts if record else "")


def _files_with_records(
    store: Path, found: Pointer | None, number: int
) -> list[tuple[Path, Kept | None, str]]:
    """The files of a snapshot, each with what is known of it, and what it is called."""
    its = files_known(store, found, number)
    base = pointer.base_of(its.path.name)
    looked = [(its.path, found.record(number) if found else None, "it")]
    if its.base and base:
        record = found.record(base) if found else None
        looked.append((its.base, record, f"its base {its.base.name}"))
    return looked


def _seen(path: Path, record: Kept | None, what: str) -> str:
    """What is wrong with a file at a look."""
    try:
        byte_count = path.stat().st_size
    except FileNotFoundError:
        return f"its file {path.name} is missing" if what == "it" else f"{what} is missing"
    except OSError as fault:
        return f"{what} cannot be read ({fault.strerror})"
    if record and byte_count != record.byte_count:
        return f"{what} has {byte_count:,} bytes and was published with {record.byte_count:,}"
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


def damages(store: Path, reads_whole: Callable[[Path], bool]) -> dict[int, str]:
    """The same of every kept snapshot, the current one first; each file is read once."""
    found, checksums = known_pointer(store), {}

    def checksum_of(path: Path) -> str:
        if path not in checksums:
            checksums[path] = files.checksum_of(path)
        return checksums[path]

    numbers = found.numbers() if found else ()
    return {
        number: damage_known(store, found, number, reads_whole, checksum_of) for number in numbers
    }


def damage_known(
    store: Path,
    found: Pointer | None,
    number: int,
    reads_whole: Callable[[Path], bool] = lambda _: True,
    checksum_of: Callable[[Path], str] = files.checksum_of,
) -> str:
    """The same, by a pointer in hand."""
    if reason := damage_seen(store, found, number):
        return reason
    for path, record, what in _files_with_records(store, found, number):
        try:
            if record is None and not reads_whole(path):
                return f"{what} cannot be read to its end"
            if record and checksum_of(path) != record.checksum:
                whose = "its bytes" if what == "it" else f"the bytes of {what}"
                return f"{whose} are not those that were published"
        except OSError as fault:
            return f"{what} cannot be read ({fault.strerror})"
    return parts_damage(store, found, number, partial(parts.damage_of, checksum_of=checksum_of))


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
        its = files_known(store, found, number)
        names = " and ".join(path.name for path in (its.path, its.base) if path)
        way = (
            f"no other is here, so put {names} back from a backup, or load "
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
            f"{store / pointer.NAME} is damaged or not from this program, so which snapshot "
            f"is current is not known; {way}"
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
    return _numbered(store, pointer.FILE_NAME)


def numbered_files(store: Path) -> dict[Path, int]:
    """Every file named after a number: published ones, drafts, and what stands beside them."""
    return _numbered(store, _FILE_NAME)


def _numbered(store: Path, pattern: re.Pattern[str]) -> dict[Path, int]:
    if not store.is_dir():
        return {}
    names = ((path, pattern.fullmatch(path.name)) for path in store.iterdir())
    return {path: int(name[1]) for path, name in names if name}
