"""Claims judged apart from this process: slices handed out, and taken in or left as parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from analytics.database.connection import Connection, listed
from analytics.database.judged_part import PART
from analytics.database.kept_sums import added_up
from analytics.database.marts_order import Order
from analytics.database.merged_slices import MartsMerged, Merging, SlicesToMerge
from analytics.database.published_parts import show_parts
from analytics.database.slice_files import (
    LISTS,
    SliceFiles,
    SliceTold,
    cut_finer,
    touch_claims,
    write_lists,
    write_slices,
)
from analytics.database.slices import cut_slices
from analytics.vocabulary import DenialsError

# So many are taken in at once. One by one costs twice the CPU: what does not fill a group of rows
# of the store is written again with the next.
TAKEN_AT_ONCE = 16
# So many become one part of each mart.
MERGED_AT_ONCE = 8


@dataclass(frozen=True)
class Elsewhere:
    """Who judges slices apart from this process.

    `slice_count_of` says in how many slices so many claims are to be judged there; none: here.
    `judge` gives each slice back when it is judged, or when it did not fit into memory (None).
    `merging` is how the marts of claims of a large store become parts.
    """

    folder: Path
    slice_count_of: Callable[[int], int]
    judge: Callable[[Sequence[SliceFiles]], Iterator[tuple[SliceFiles, SliceTold | None]]]
    merging: Merging | None = None


def slices_judged(
    connection: Connection,
    order: Order,
    elsewhere: Elsewhere,
    slice_count: int,
    merged: MartsMerged | None = None,
) -> Iterator[list[SliceFiles]]:
    """Have the claims of temp.touched_claims judged elsewhere; slices are given out as they are.

    Several at a time, to be taken in at once; the caller forgets them when they are. It may change
    temp.touched_claims meanwhile. For marts that are `merged` workers check each slice, too.
    """
    at_once = MERGED_AT_ONCE if merged else TAKEN_AT_ONCE
    elsewhere.folder.mkdir(parents=True, exist_ok=True)
    lists = elsewhere.folder / f"{LISTS}.duckdb"
    write_lists(connection, order, lists)
    cut_slices(connection, slice_count)
    waiting = write_slices(connection, elsewhere.folder / "cut-1", lists, bool(merged))
    judged: list[SliceFiles] = []
    cut_count = 1
    while waiting:
        too_large: list[SliceFiles] = []
        for each, told in elsewhere.judge(waiting):
            (judged if told else too_large).append(each)
            if told and merged:
                merged.add(told)
            if len(judged) == at_once:
                yield judged
                judged = []
        waiting = []
        for each in too_large:
            cut_count += 1
            waiting += cut_finer(connection, each, elsewhere.folder / f"cut-{cut_count}")
    if judged:
        yield judged


@contextmanager
def slices_in_hand(connection: Connection, judged: Sequence[SliceFiles]) -> Iterator[None]:
    """Show judged slices as the database `part`, and their claims as temp.touched_claims."""
    claims = [path for each in judged for path in each.rows_of("claims")]
    touch_claims(connection, claims)
    connection.execute(f"attach ':memory:' as {PART}")
    connection.execute(f"create schema {PART}.marts")
    for file in Order.of_marts().told():
        paths = listed(each.judged / f"{file.name}.parquet" for each in judged)
        connection.execute(f"create view {PART}.{file.name} as from read_parquet({paths})")
    yield
    connection.execute(f"detach {PART}")
    _forget(judged)


def judge_into_parts(
    connection: Connection,
    order: Order,
    elsewhere: Elsewhere,
    merging: Merging,
    slice_count: int,
) -> MartsMerged:
    """Have the claims of temp.touched_claims judged elsewhere, and their marts written as parts.

    Afterwards the marts of claims are views over these, and what slices add up to is there.
    Raises DenialsError where parts have other rows than workers made.
    """
    told, waiting = MartsMerged(), list[Future[None]]()
    sums = elsewhere.folder / "sums"
    for judged in slices_judged(connection, order, elsewhere, slice_count, told):
        given = SlicesToMerge(tuple(judged), merging.parts, len(waiting), sums)
        waiting.append(merging.merge(given))
        waiting[-1].add_done_callback(partial(_forget, given.slices))
    for part in waiting:
        part.result()
    for file in order.of_claims:
        show_parts(connection, merging.parts, file.name)
        rows = connection.execute(f"select count(*) from {file.name}").fetchall()
        if rows != [(told.row_counts[file.name],)]:
            raise DenialsError(
                f"{file.name} lost rows on their way into parts, so nothing was published and the "
                "current data is unchanged; load the files again."
            )
    for file in order.sums():
        rows_told = f"from read_parquet({listed(sorted((sums / file.name).iterdir()))})"
        connection.execute(f"create table {file.name} as {added_up(connection, file, rows_told)}")
    return told


def _forget(slices: Sequence[SliceFiles], _: Future[None] | None = None) -> None:
    for each in slices:
        each.forget()
