"""Earlier snapshots rewritten in their place, where a newer program keeps less of what they hold.

A snapshot is whole at every moment: while its file is exchanged the pointer knows no checksum of
it, and what has none is read through before it is trusted. One that adds to a base is made whole
under a name of its own, which the pointer then says; a base that nothing adds to any more goes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from analytics.snapshots import files, parts, pointer
from analytics.snapshots.pointer import Kept, Pointer
from analytics.snapshots.publishing import Draft, MakeWhole, remove_draft, remove_older
from analytics.snapshots.store import damage_known, files_known, known_pointer
from analytics.vocabulary import SnapshotFiles


def rewrite_earlier(
    draft: Draft, rewrite: Callable[[Path], bool], make_whole: MakeWhole
) -> dict[int, Exception]:
    """Rewrite the snapshots kept before the one just published, by whose lock it is done.

    `rewrite` brings a file to the shape of its raw tables today, or says that it has it. Those it
    could not be done with, each with the reason, stay as they are, for the next load to try again.
    """
    failed: dict[int, Exception] = {}
    found = known_pointer(draft.store)
    for number in found.previous if found else ():
        try:
            _rewrite(draft, number, rewrite, make_whole)
        except Exception as fault:  # what was published stands, whatever happens here
            failed[number] = fault
    return failed


def _rewrite(
    draft: Draft, number: int, rewrite: Callable[[Path], bool], make_whole: MakeWhole
) -> None:
    store, found = draft.store, known_pointer(draft.store)
    record = found.record(number) if found else None
    if not found or (record and record.versions.raw_version >= draft.versions.raw_version):
        return
    if reason := damage_known(store, found, number):
        raise ValueError(reason)
    if adding := [each.number for each in found.kept if each.base == number]:
        raise ValueError(f"snapshot {adding[0]} adds to it and could not be rewritten")
    its, path = files_known(store, found, number), store / pointer.file_name(number)
    making = store / f"denials-{number:06d}.building.duckdb"  # swept away if we are stopped
    try:
        checksum = _copied(its, making, make_whole)
        if rewrite(making) or its.base or its.parts:
            files.keep_to_owner(making)
            files.sync_file(making)
            if not its.base:
                _know(store, found, number, None)
            files.patiently(lambda: making.replace(path))
            files.sync_folder(store)
            checksum = files.checksum_of(path)
        elif record is None:
            return  # nobody has read it through, so no checksum vouches for it
        earlier = record or Kept(number, path.name, 0, "")
        versions = replace(earlier.versions, raw_version=draft.versions.raw_version)
        size = path.stat().st_size
        made = replace(earlier, file_name=path.name, byte_count=size, checksum=checksum, parts="")
        remove_older(store, found, _know(store, found, number, replace(made, versions=versions)))
        if its.base:
            files.remove(its.path)
        elif its.parts:
            parts.remove(its.parts)
    finally:
        remove_draft(making)


def _copied(its: SnapshotFiles, making: Path, make_whole: MakeWhole) -> str:
    """Copy a snapshot to be rewritten, whole; the checksum of the copy."""
    if its.base is None and its.parts is None:
        return files.copy(its.path, making)
    make_whole(its, making)
    return ""


def _know(store: Path, found: Pointer, number: int, record: Kept | None) -> Pointer:
    """Let the pointer have this record of a snapshot, or none."""
    others = [each for each in found.kept if each.number != number]
    kept = pointer.of_numbers((*others, record), (*found.numbers(), *found.undone))
    known = replace(found, kept=kept)
    pointer.write(store, known)
    return known
