"""Going back: undo and recover, each by who holds the lock; only the pointer is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from analytics.access import audit, needs
from analytics.snapshots import files, parts, pointer
from analytics.snapshots.pointer import Kept, Pointer
from analytics.snapshots.publishing import highest_number
from analytics.snapshots.store import (
    damage_known,
    files_known,
    known_pointer,
    parts_damage,
    published,
)
from analytics.vocabulary import DenialsError, LostPointer, NothingToUndo

ReadsWhole = Callable[[Path], bool]


@needs("load")
def undo(store: Path, reads_whole: ReadsWhole = lambda _: True) -> int:
    """Publish the newest whole snapshot before the current one again; its number is returned.

    The number that is left behind is not given again. Raises NothingToUndo when there is none.
    """
    if not store.is_dir():
        raise NothingToUndo("There is no earlier snapshot to go back to.")
    with files.lock(store):
        found = known_pointer(store)
        if found is None:
            raise NothingToUndo("There is no earlier snapshot to go back to.")
        for place, number in enumerate(found.previous):
            if not damage_known(store, found, number, reads_whole):
                about = f"Snapshot {found.snapshot}"
                with audit.recorded(store, "undo", about, goes_back_to=number):
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
        for number in sorted(set(published(store).values()), reverse=True):
            if _reads_whole(store, number, reads_whole):
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
    with audit.recorded(store, "recover", f"Snapshot {number}", damaged=damaged_before):
        return _published_again(store, found, number, damaged_before, reads_whole)


def _published_again(
    store: Path,
    found: Pointer | None,
    number: int,
    damaged_before: tuple[int, ...],
    reads_whole: ReadsWhole,
) -> Recovered:
    if found:
        _go_to(store, found, number, found.previous[found.previous.index(number) + 1 :])
        return Recovered(number, False, damaged_before)
    there = sorted(set(published(store).values()), reverse=True)
    older = [each for each in there if each < number]
    whole = [each for each in older if _reads_whole(store, each, reads_whole)]
    records = tuple(_record(store, each) for each in (number, *whole))
    highest = highest_number(store, None)
    pointer.write(store, Pointer(number, tuple(whole), (), highest, records))
    return Recovered(number, False, tuple(sorted({*damaged_before, *older} - {*whole, number})))


def _reads_whole(store: Path, number: int, reads_whole: ReadsWhole) -> bool:
    """Whether a snapshot that no pointer vouches for can be read, and its base too."""
    its = files_known(store, None, number)
    are_whole = all(path.exists() and reads_whole(path) for path in (its.path, its.base) if path)
    look = partial(parts.damage_of, checksum_of=files.checksum_of)
    return are_whole and not parts_damage(store, None, number, look)


def _record(store: Path, number: int) -> Kept:
    """What there is to know of a file; a base is its snapshot's own, and read whole before."""
    its = files_known(store, None, number)
    own = its.parts if its.parts and its.parts.number == number else None
    sealed = files.checksum_of(own.folder / parts.LIST) if own else ""
    size, checksum = its.path.stat().st_size, files.checksum_of(its.path)
    return Kept(number, its.path.name, size, checksum, parts=sealed)


def _go_to(store: Path, found: Pointer, number: int, previous: tuple[int, ...]) -> None:
    """Publish an earlier snapshot of a pointer's history; what is left behind stays known."""
    kept = (number, *previous)
    undone = tuple(sorted(found.known() - set(kept), reverse=True))
    records = pointer.of_numbers(found.kept, (*kept, *undone))
    highest = highest_number(store, found)
    pointer.write(store, Pointer(number, previous, undone, highest, records))
