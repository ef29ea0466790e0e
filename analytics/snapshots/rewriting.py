"""Earlier snapshots rewritten in their place, where a newer program keeps less of what they hold.

A snapshot is whole at every moment: while its file is exchanged the pointer knows no checksum of
it, and what has none is read through before it is trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from analytics.snapshots import files, pointer
from analytics.snapshots.pointer import Kept, Pointer
from analytics.snapshots.publishing import Draft
from analytics.snapshots.store import damage_known, known_pointer, snapshot_path


def rewrite_earlier(draft: Draft, rewrite: Callable[[Path], bool]) -> dict[int, Exception]:
    """Rewrite the snapshots kept before the one just published, by whose lock it is done.

    `rewrite` brings a file to the shape of its raw tables today, or says that it has it. Those it
    could not be done with, each with the reason, stay as they are, for the next load to try again.
    """
    failed: dict[int, Exception] = {}
    found = known_pointer(draft.store)
    for number in found.previous if found else ():
        try:
            _rewrite(draft, number, rewrite)
        except Exception as fault:  # what was published stands, whatever happens here
            failed[number] = fault
    return failed


def _rewrite(draft: Draft, number: int, rewrite: Callable[[Path], bool]) -> None:
    store, path = draft.store, snapshot_path(draft.store, number)
    found = known_pointer(store)
    record = found.record(number) if found else None
    if not found or (record and record.versions.raw_version >= draft.versions.raw_version):
        return
    if reason := damage_known(store, found, number):
        raise ValueError(reason)
    making = store / f"denials-{number:06d}.building.duckdb"  # swept away if we are stopped
    try:
        checksum = files.copy(path, making)
        if rewrite(making):
            files.keep_to_owner(making)
            files.sync_file(making)
            _know(store, found, number, None)
            files.patiently(lambda: making.replace(path))
            files.sync_folder(store)
            checksum = files.checksum_of(path)
        elif record is None:
            return  # nobody has read it through, so no checksum vouches for it
        earlier = record or Kept(number, path.name, 0, "")
        versions = replace(earlier.versions, raw_version=draft.versions.raw_version)
        size = path.stat().st_size
        made = replace(earlier, byte_count=size, checksum=checksum, versions=versions)
        _know(store, found, number, made)
    finally:
        files.remove(making)
        files.remove(files.beside(making, ".wal"))


def _know(store: Path, found: Pointer, number: int, record: Kept | None) -> None:
    """Let the pointer have this record of a snapshot, or none."""
    others = [each for each in found.kept if each.number != number]
    kept = pointer.of_numbers((*others, record), (*found.numbers(), *found.undone))
    pointer.write(store, replace(found, kept=kept))
