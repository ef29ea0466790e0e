"""Slices of linked claims as files: written for workers, judged by them, and taken in again.

A slice is what files said of its claims (Parquet, a folder per raw table and slice), and beside
all of them the lists and the marts that come before claims (`lists.duckdb`). A worker judges it as
a load judges anything (`judged_part`) and leaves its marts, a Parquet file each, in a folder
that takes its name only when it is whole: a slice may be judged twice, by a worker that was given
up and by another, and nothing is the worse for it.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from analytics.database.checks import faults_of_part
from analytics.database.connection import (
    PARQUET,
    PARQUET_KEPT,
    Connection,
    connect,
    is_out_of_memory,
)
from analytics.database.judged_part import (
    PART,
    current_database,
    in_use,
    judged_part,
    tables_of,
)
from analytics.database.kept_sums import added_up
from analytics.database.marts_order import Order
from analytics.database.published_parts import in_its_order, show_parts
from analytics.database.raw_columns import raw_columns
from analytics.database.slices import cut_slices
from analytics.sql_files import QUERIES, read_sql_file
from analytics.vocabulary import DenialsError, Parts, TooLarge

FINER = 4  # into how many a slice is cut that does not fit into a worker's memory
# So many are taken in at once. One by one costs twice the CPU: what does not fill a group of rows
# of the store is written again with the next.
TAKEN_AT_ONCE = 16
# So many become one part of each mart.
MERGED_AT_ONCE = 8
LISTS = "lists"
_SMALL_BLOCKS = "(block_size 16384)"


@dataclass(frozen=True)
class SliceFiles:
    """One slice: where its rows are, where its marts come, and whether a worker checks these."""

    folder: Path
    number: int
    lists: Path
    is_checked: bool = False

    @property
    def judged(self) -> Path:
        """The folder with its marts, there once it was judged."""
        return self.folder / f"judged-{self.number}"

    def rows_of(self, name: str) -> list[str]:
        """The files with its rows of a table."""
        own = self.folder / name / f"slice_number={self.number}"
        return sorted(str(path) for path in own.glob("*.parquet"))

    def forget(self) -> None:
        """Remove what was handed over: it has been taken in."""
        for own in (self.judged, *self.folder.glob(f"*/slice_number={self.number}")):
            shutil.rmtree(own, ignore_errors=True)


@dataclass(frozen=True)
class SliceTold:
    """What a worker tells of a slice: how many rows each mart has, and what checks found, by name.

    Nothing of a claim: it passes through the engine.
    """

    row_counts: Mapping[str, int]
    faults: Mapping[str, int]


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


@dataclass(frozen=True)
class SlicesToMerge:
    """Judged slices whose marts become one part each, of this number; their sums come beside."""

    slices: tuple[SliceFiles, ...]
    parts: Parts
    part_number: int
    sums: Path


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
    _write_lists(connection, order, lists)
    cut_slices(connection, slice_count)
    waiting = _write_slices(connection, elsewhere.folder / "cut-1", lists, bool(merged))
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
            waiting += _cut_finer(connection, each, elsewhere.folder / f"cut-{cut_count}")
    if judged:
        yield judged


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
        waiting[-1].add_done_callback(partial(_forget_merged, given.slices))
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
        rows_told = f"from read_parquet('{_quoted(sums / file.name)}/*.parquet')"
        connection.execute(f"create table {file.name} as {added_up(connection, file, rows_told)}")
    return told


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
            paths = [str(folder / f"{file.name}.parquet") for folder in folders]
            rows = in_its_order(connection, file, f"from read_parquet({paths})")
            path = _quoted(making / f"{file.name}.parquet")
            connection.execute(f"copy ({rows}) to '{path}' ({PARQUET_KEPT})")
        for file in order.sums():
            paths = [str(folder / f"{file.name}.parquet") for folder in folders]
            rows = added_up(connection, file, f"from read_parquet({paths})")
            path = _quoted(making / f"{file.name}.parquet")
            connection.execute(f"copy ({rows}) to '{path}' ({PARQUET})")
    for file in order.told():
        place = (given.sums if file.adds else given.parts.folder) / file.name
        place.mkdir(parents=True, exist_ok=True)
        part = place / f"part_{given.part_number:05d}.parquet"
        if not part.exists():  # a worker that was given up may come to it late
            (making / f"{file.name}.parquet").replace(part)


def _forget_merged(slices: Sequence[SliceFiles], _: Future[None]) -> None:
    _forget(slices)


def _forget(slices: Sequence[SliceFiles]) -> None:
    for each in slices:
        each.forget()


def judge_slice(handed: SliceFiles, scratch: Path, memory_megabytes: int) -> SliceTold:
    """Judge a slice, as a worker does: in a database in memory, on one core.

    Raises TooLarge where memory does not suffice.
    """
    order, making = Order.of_marts(), scratch / handed.judged.name
    making.mkdir()
    lists = scratch / handed.lists.name
    shutil.copyfile(handed.lists, lists)  # read from a network once, and not locked there
    raw_rows = {
        table: f"from read_parquet({files}, hive_partitioning = false)"
        for table in raw_columns()
        if (files := handed.rows_of(table))
    }
    try:
        with closing(
            connect(
                None,
                read_only=False,
                work_folder=scratch / "spill",
                memory_megabytes=memory_megabytes,
                files_to_read=[handed.folder, scratch],
                beside={LISTS: lists},
                threads=1,
            )
        ) as connection:
            for table in tables_of(connection, LISTS, "raw"):
                raw_rows[f"raw.{table}"] = f"from {LISTS}.raw.{table}"
            with judged_part(connection, order, LISTS, raw_rows):
                told = _written(connection, order, making, handed.is_checked)
    except Exception as fault:
        if is_out_of_memory(fault):
            raise TooLarge("A slice of claims does not fit into a worker's memory.") from fault
        raise
    put_in_place(making, handed.judged)
    return told


def _written(connection: Connection, order: Order, folder: Path, is_checked: bool) -> SliceTold:
    """Write the marts of the database `part`, and look whether they are as files have it."""
    row_counts = {}
    for file in order.told():
        path = _quoted(folder / f"{file.name}.parquet")
        copied = connection.execute(f"copy {PART}.{file.name} to '{path}' ({PARQUET})")
        ((row_counts[file.name],),) = copied.fetchall()
    if not is_checked:
        return SliceTold(row_counts, {})
    with in_use(connection, PART):
        return SliceTold(row_counts, faults_of_part(connection))


@contextmanager
def slices_in_hand(connection: Connection, judged: Sequence[SliceFiles]) -> Iterator[None]:
    """Show judged slices as the database `part`, and their claims as temp.touched_claims."""
    claims = [path for each in judged for path in each.rows_of("claims")]
    _touch_claims(connection, claims)
    connection.execute(f"attach ':memory:' as {PART}")
    connection.execute(f"create schema {PART}.marts")
    for file in Order.of_marts().told():
        paths = [str(each.judged / f"{file.name}.parquet") for each in judged]
        connection.execute(f"create view {PART}.{file.name} as from read_parquet({paths})")
    yield
    connection.execute(f"detach {PART}")
    _forget(judged)


def _touch_claims(connection: Connection, files: Sequence[str]) -> None:
    """Put the claims of such files into temp.touched_claims."""
    connection.execute(
        "create or replace temp table touched_claims as"
        f" select claim_id from read_parquet({files}, hive_partitioning = false)"
    )


def _write_lists(connection: Connection, order: Order, path: Path) -> None:
    """What every slice needs: lists, marts before claims, and raw rows that tell of no set."""
    store = current_database(connection)
    needed = [f"reference.{name}" for name in tables_of(connection, store, "reference")]
    needed += [file.name for file in order.before]
    needed += [
        table for table, columns in raw_columns().items() if not {"claim_id", "set_id"} & {*columns}
    ]
    path.unlink(missing_ok=True)
    connection.execute(f"attach '{_quoted(path)}' as {LISTS} {_SMALL_BLOCKS}")
    for schema in ("raw", "reference", "marts"):
        connection.execute(f"create schema {LISTS}.{schema}")
    for table in needed:
        connection.execute(f'create table {LISTS}.{table} as from "{store}".{table}')
    connection.execute(f"detach {LISTS}")


def _write_slices(
    connection: Connection, folder: Path, lists: Path, are_checked: bool
) -> list[SliceFiles]:
    """Write the slices of temp.claim_slices; those that have claims.

    What speaks of a set goes to every slice that has claims of it.
    """
    folder.mkdir()
    sets = read_sql_file(QUERIES / "judging" / "set_slices.sql").text
    connection.execute(f"create or replace temp table set_slices as {sets}")
    for table, columns in raw_columns().items():
        key = next((key for key in ("claim_id", "set_id") if key in columns), None)
        if key and connection.execute(f"select 1 from {table} limit 1").fetchall():
            slices = "claim_slices" if key == "claim_id" else "set_slices"
            rows = (
                f"select said.*, slices.slice_number from {table} as said"
                f" inner join temp.{slices} as slices on said.{key} = slices.{key}"
            )
            _write_by_slice(connection, rows, folder / table)
    _write_by_slice(connection, "from temp.claim_slices", folder / "claims")
    numbers = connection.execute(
        "select distinct slice_number from temp.claim_slices order by slice_number"
    ).fetchall()
    return [SliceFiles(folder, number, lists, are_checked) for (number,) in numbers]


def _write_by_slice(connection: Connection, rows: str, folder: Path) -> None:
    connection.execute(
        f"copy ({rows}) to '{_quoted(folder)}' ({PARQUET}, partition_by (slice_number))"
    )


def _cut_finer(connection: Connection, handed: SliceFiles, folder: Path) -> list[SliceFiles]:
    """Cut a slice that is too large into smaller ones."""
    _touch_claims(connection, handed.rows_of("claims"))
    cut_slices(connection, FINER)
    finer = _write_slices(connection, folder, handed.lists, handed.is_checked)
    handed.forget()
    if len(finer) == 1:
        ((count,),) = connection.execute("select count(*) from temp.claim_slices").fetchall()
        raise DenialsError(
            f"{count:,} claims are linked with one another and do not fit into a worker's memory "
            "together, so nothing was published; give each task more (DENIALS_WORKER_MEMORY_MB)."
        )
    return finer


def put_in_place(made: Path, place: Path) -> None:
    """Give a folder its name; what another worker has left there is the same."""
    try:
        made.rename(place)
    except OSError:
        if not place.is_dir():
            raise


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
