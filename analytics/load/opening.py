"""How a store stands, and its current snapshot open for reading.

Whether a store is empty, of another version or damaged is decided here alone: `state_of` looks and
`refresh` looks and brings up to date. Pages, commands and documents go by their answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analytics import database, snapshots
from analytics.access import needs
from analytics.database import Connection
from analytics.load.reports import Progress, Reporter
from analytics.vocabulary import DenialsError, NewerStore, StoreFault

REBUILD = "The data was made by an earlier version; it is classified again, once"


@dataclass(frozen=True)
class StoreState:
    """How a store stands.

    `empty`: nothing was loaded. `older`: to be classified again before it is read. `ready`: to be
    read. `newer` and `damaged`: not to be read, for the reason in `fault`.
    """

    kind: Literal["empty", "older", "ready", "newer", "damaged"]
    snapshot: int | None = None  # the current one, where that is known
    fault: DenialsError | None = None

    def readable(self) -> int:
        """The number of the snapshot to read, or DenialsError: why there is none, and the way out.

        Raises NewerStore, LostPointer or DamagedSnapshot as it was found.
        """
        if self.fault:
            raise self.fault
        if self.snapshot is None:
            raise DenialsError("Nothing is loaded yet: `denials load FILE`, or `denials demo`.")
        return self.snapshot


@needs("look")
@contextmanager
def opened(
    store: Path, progress: Reporter | None = None, even_damaged: bool = False
) -> Iterator[tuple[int, Connection]]:
    """The current snapshot's number and a connection to read it.

    What an older version made is rebuilt first. Raises what `StoreState.readable` does, and
    DamagedSnapshot also when damage shows only while reading. `even_damaged` tries one that is
    known to be damaged, as it stands.
    """
    if even_damaged:
        state = StoreState("ready", next(iter(snapshots.kept_snapshots(store)), None))
    else:
        state = refresh(store, progress)
    number = state.readable()
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


def state_of(store: Path) -> StoreState:
    """How a store stands; nothing in it is changed."""
    number = None
    try:
        number = snapshots.current_snapshot(store)
        if number is None:
            return StoreState("empty")
        made = snapshots.current_versions(store)
        if made is None:
            with damage_named(store, number):
                files = snapshots.snapshot_files(store, number)
                with database.connect(files) as connection:
                    made = database.versions_of(connection)
        if made:
            database.refuse_newer(made)
        return StoreState("ready" if made == database.versions() else "older", number)
    except NewerStore as fault:
        return StoreState("newer", number, fault)
    except StoreFault as fault:
        return StoreState("damaged", number, fault)


def refresh(store: Path, progress: Reporter | None = None) -> StoreState:
    """How a store stands once what a killed load left is removed, and an older version's is judged.

    Raises StoreBusy where it would be judged while a load runs.
    """
    snapshots.sweep(store)
    state = state_of(store)
    if state.kind != "older":
        return state
    from analytics.load.loading import judge_again  # it takes a second to come

    if progress:
        progress(Progress("", 0, 0, REBUILD, is_said_at_once=True))
    try:
        judge_again(store, progress)
    except StoreFault as fault:
        return StoreState("damaged", state.snapshot, fault)
    return state_of(store)


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
