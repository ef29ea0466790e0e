"""The marts of several judged slices as one part each: what workers add up, and who writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from analytics.database.connection import PARQUET, PARQUET_KEPT, connect, listed, quoted
from analytics.database.kept_sums import added_up
from analytics.database.marts_order import Order
from analytics.database.published_parts import in_its_order
from analytics.database.slice_files import SliceFiles, SliceTold
from analytics.vocabulary import Parts


@dataclass(frozen=True)
class SlicesToMerge:
    """Judged slices whose marts become one part each, of this number; their sums come beside."""

    slices: tuple[SliceFiles, ...]
    parts: Parts
    part_number: int
    sums: Path


@dataclass(frozen=True)
class Merging:
    """Who writes the marts of claims as `parts`, and whether a store of so many claims has some."""

    parts: Parts
    has_parts: Callable[[int], bool]
    merge: Callable[[SlicesToMerge], Future[None]]


@dataclass
class MartsMerged:
    """What workers told of all slices together."""

    row_counts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    def add(self, told: SliceTold) -> None:
        """Of one slice more."""
        self.row_counts.update(told.row_counts)
        self.faults.update(told.faults)


def merge_slices(given: SlicesToMerge, scratch: Path, memory_megabytes: int) -> None:
    """Write the marts of several slices as one part each, as a worker does: done twice, the same.

    What does not fit into memory while it is sorted is written to `scratch` meanwhile.
    """
    order, making = Order.of_marts(), scratch / "merged"
    making.mkdir()
    folders = [each.judged for each in given.slices]
    with closing(
        connect(
            None,
            read_only=False,
            work_folder=scratch,
            memory_megabytes=memory_megabytes,
            files_to_read=folders,
            threads=1,
        )
    ) as connection:
        for file in order.of_claims:
            paths = listed(folder / f"{file.name}.parquet" for folder in folders)
            rows = in_its_order(connection, file, f"from read_parquet({paths})")
            path = quoted(making / f"{file.name}.parquet")
            connection.execute(f"copy ({rows}) to '{path}' ({PARQUET_KEPT})")
        for file in order.sums():
            paths = listed(folder / f"{file.name}.parquet" for folder in folders)
            rows = added_up(connection, file, f"from read_parquet({paths})")
            path = quoted(making / f"{file.name}.parquet")
            connection.execute(f"copy ({rows}) to '{path}' ({PARQUET})")
    for file in order.told():
        place = (given.sums if file.adds else given.parts.folder) / file.name
        place.mkdir(parents=True, exist_ok=True)
        part = place / f"part_{given.part_number:05d}.parquet"
        if not part.exists():  # a worker that was given up may come to it late
            (making / f"{file.name}.parquet").replace(part)
