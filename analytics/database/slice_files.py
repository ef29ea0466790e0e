"""Slices of linked claims as files: written for workers, and judged by them.

A slice is what files said of its claims (Parquet, a folder per raw table and slice), and beside
all of them the lists and the marts that come before claims (`lists.duckdb`). A worker judges it as
a load judges anything (`judged_part`) and leaves its marts, a Parquet file each, in a folder
that takes its name only when it is whole: a slice may be judged twice, by a worker that was given
up and by another, and nothing is the worse for it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from analytics.database.checks import faults_of_part
from analytics.database.connection import (
    PARQUET,
    Connection,
    connect,
    is_out_of_memory,
    listed,
    quoted,
)
from analytics.database.judged_part import (
    PART,
    current_database,
    in_use,
    judged_part,
    tables_of,
)
from analytics.database.marts_order import Order
from analytics.database.raw_columns import raw_columns
from analytics.database.slices import cut_slices
from analytics.sql_files import QUERIES, read_sql_file
from analytics.vocabulary import DenialsError, TooLarge

FINER = 4  # into how many a slice is cut that does not fit into a worker's memory
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

    def rows_of(self, name: str) -> list[Path]:
        """The files with its rows of a table."""
        own = self.folder / name / f"slice_number={self.number}"
        return sorted(own.glob("*.parquet"))

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


def write_lists(connection: Connection, order: Order, path: Path) -> None:
    """What every slice needs: lists, marts before claims, and raw rows that tell of no set."""
    store = current_database(connection)
    needed = [f"reference.{name}" for name in tables_of(connection, store, "reference")]
    needed += [file.name for file in order.before]
    needed += [
        table for table, columns in raw_columns().items() if not {"claim_id", "set_id"} & {*columns}
    ]
    path.unlink(missing_ok=True)
    connection.execute(f"attach '{quoted(path)}' as {LISTS} {_SMALL_BLOCKS}")
    for schema in ("raw", "reference", "marts"):
        connection.execute(f"create schema {LISTS}.{schema}")
    for table in needed:
        connection.execute(f'create table {LISTS}.{table} as from "{store}".{table}')
    connection.execute(f"detach {LISTS}")


def write_slices(
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
        f"copy ({rows}) to '{quoted(folder)}' ({PARQUET}, partition_by (slice_number))"
    )


def cut_finer(connection: Connection, handed: SliceFiles, folder: Path) -> list[SliceFiles]:
    """Cut a slice that is too large into smaller ones."""
    touch_claims(connection, handed.rows_of("claims"))
    cut_slices(connection, FINER)
    finer = write_slices(connection, folder, handed.lists, handed.is_checked)
    handed.forget()
    if len(finer) == 1:
        ((count,),) = connection.execute("select count(*) from temp.claim_slices").fetchall()
        raise DenialsError(
            f"{count:,} claims are linked with one another and do not fit into a worker's memory "
            "together, so nothing was published; give each task more (DENIALS_WORKER_MEMORY_MB)."
        )
    return finer


def touch_claims(connection: Connection, files: Sequence[Path]) -> None:
    """Put the claims of such files into temp.touched_claims."""
    connection.execute(
        "create or replace temp table touched_claims as"
        f" select claim_id from read_parquet({listed(files)}, hive_partitioning = false)"
    )


def judge_slice(handed: SliceFiles, scratch: Path, memory_megabytes: int) -> SliceTold:
    """Judge a slice, as a worker does: in a database in memory, on one core.

    Raises TooLarge where memory does not suffice.
    """
    order, making = Order.of_marts(), scratch / handed.judged.name
    making.mkdir()
    lists = scratch / handed.lists.name
    shutil.copyfile(handed.lists, lists)  # read from a network once, and not locked there
    raw_rows = {
        table: f"from read_parquet({listed(files)}, hive_partitioning = false)"
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
        path = quoted(folder / f"{file.name}.parquet")
        copied = connection.execute(f"copy {PART}.{file.name} to '{path}' ({PARQUET})")
        ((row_counts[file.name],),) = copied.fetchall()
    if not is_checked:
        return SliceTold(row_counts, {})
    with in_use(connection, PART):
        return SliceTold(row_counts, faults_of_part(connection))


def put_in_place(made: Path, place: Path) -> None:
    """Give a folder its name; what another worker has left there is the same."""
    try:
        made.rename(place)
    except OSError:
        if not place.is_dir():
            raise
