"""The current snapshot, open for reading: whole, and made by this version of the program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analytics import database, snapshots
from analytics.access import needs
from analytics.database import Connection
from analytics.load.reports import Progress, Reporter
from analytics.vocabulary import DenialsError

REBUILD = "The data was made by an earlier version; it is classified again, once"


@needs("look")
@contextmanager
def opened(
    store: Path, progress: Reporter | None = None, even_damaged: bool = False
) -> Iterator[tuple[int, Connection]]:
    """The current snapshot's number and a connection to read it.

    What an older version made is rebuilt first. Raises DenialsError where nothing is loaded yet,
    NewerStore, LostPointer, or DamagedSnapshot, also when damage shows only while reading.
    `even_damaged` tries one that is known to be damaged, as it stands.
    """
    if even_damaged:
        number = next(iter(snapshots.kept_snapshots(store)), None)
    else:
        refresh(store, progress)
        number = snapshots.current_snapshot(store)
    if number is None:
        raise DenialsError("Nothing is loaded yet: `denials load FILE`, or `denials demo`.")
    files = snapshots.snapshot_files(store, number)
    with damage_named(store, number), database.connect(files) as connection:
        yield number, connection


@contextmanager
def damage_named(store: Path, number: int) -> Iterator[None]:
    """Whatever the database cannot read in here: if the snapshot is damaged, that is what is said.

    A fault of another kind (no memory, a fault in a query) is raised as it is.
    """
    try:
        yield
    except database.Fault as fault:
        if reason := snapshots.damage_of(store, number, database.reads_whole):
            raise snapshots.damaged_snapshot(store, number, reason) from fault
        raise


def refresh(store: Path, progress: Reporter | None = None) -> None:
    """Judge again if the snapshot was made by an older version; refuse a newer one's.

    What a killed load left is removed before.
    """
    snapshots.sweep(store)
    number = snapshots.current_snapshot(store)
    if number is None:
        return
    made = snapshots.current_versions(store)
    if made is None:
        with damage_named(store, number):
            files = snapshots.snapshot_files(store, number)
            with database.connect(files) as connection:
                made = database.versions_of(connection)
    if made == database.versions():
        return
    if made:
        database.refuse_newer(made)
    from analytics.load.loading import judge_again  # it takes a second to come

    if progress:
        progress(Progress("", 0, 0, REBUILD, is_said_at_once=True))
    judge_again(store, progress)


def undo(store: Path) -> int:
    """Publish the newest whole snapshot before the current one again; its number."""
    return snapshots.undo(store, database.reads_whole)


def recover(store: Path) -> snapshots.Recovered:
    """Publish the newest whole snapshot again, where the pointer or the current one is damaged."""
    return snapshots.recover(store, database.reads_whole)


def damaged_snapshots(store: Path) -> dict[int, str]:
    """One sentence per kept snapshot that is damaged, each read through from end to end."""
    damages = snapshots.damages(store, database.reads_whole)
    current = next(iter(damages), None)
    sentences = {}
    for number, reason in damages.items():
        if reason:
            sentences[number] = (
                str(snapshots.damaged_snapshot(store, number, reason))
                if number == current
                else f"Snapshot {number}, kept to go back to, is damaged: {reason}; what is shown "
                f"now is of snapshot {current}."
            )
    return sentences
