"""A store many times as large as one that was judged: its marts over and over, under other ids.

For the cost of reading alone: judging a hundred million lines takes hours here, and what a question
reads is the same. Each copy of the claims follows the one before, as slices of a load do; sums have
as many rows as before, and larger numbers.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from analytics import database
from analytics.database.building import make_empty_models
from analytics.database.connection import PARQUET_KEPT, Connection
from analytics.database.marts_order import Order
from analytics.database.published_parts import in_its_order, show_parts
from analytics.intake.column_words import canonical_columns
from analytics.sql_files import SqlFile
from analytics.vocabulary import Parts, SnapshotFiles
from benchmarks.build import BUILD_MEGABYTES, built_lines

CLAIM_IDS = ("claim_id", "linked_claim_id", "chain_number", "mention_number", "part_id")
LINE_IDS = ("line_id",)
# So many times the lines are one part, as slices of a load are.
TIMES_OF_PART = 4
CONTROL_NUMBERS = ("patient_control_number", "root_control_number", "control_number")


def multiplied_lines(line_count: int, times: int, in_parts: bool = False) -> SnapshotFiles:
    """The database of so many lines, so many times; made now if no earlier run has left it.

    With `in_parts` the marts of claims are in parts, as a large load by an engine leaves them.
    """
    whole = built_lines(line_count)
    if times == 1 and not in_parts:
        return SnapshotFiles(whole)
    path = whole.with_name(f"lines_{line_count}_x{times}{'_parts' * in_parts}.duckdb")
    parts = Parts(1, path.with_suffix(".parts")) if in_parts else None
    if path.exists():
        return SnapshotFiles(path, None, parts)
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    if parts:
        shutil.rmtree(parts.folder, ignore_errors=True)
    with closing(_opened(making)) as connection:
        database.prepare(connection, canonical_columns(), {}, bytes(32))
        make_empty_models(connection)
    with closing(_opened(making, parts, once=whole)) as connection:
        _fill(connection, times, parts)
    making.replace(path)
    return SnapshotFiles(path, None, parts)


def _opened(path: Path, parts: Parts | None = None, **beside: Path) -> Connection:
    return database.connect(
        path,
        read_only=False,
        work_folder=path.with_suffix(".spill"),
        memory_megabytes=BUILD_MEGABYTES,
        beside=beside,
        parts=[parts] if parts else [],
    )


def _fill(connection: Connection, times: int, parts: Parts | None) -> None:
    order = Order.of_marts()
    for schema in ("raw", "marts", "signals", "sums"):
        for name in _tables(connection, schema):
            if f"{schema}.{name}" in {file.name for file in order.of_claims}:
                continue
            if schema != "raw" or name in ("files", "findings"):
                connection.execute(f"insert into {schema}.{name} by name from once.{schema}.{name}")
    for file in order.sums():
        larger = ", ".join(f"{name} * {times} as {name}" for name in file.adds)
        connection.execute(
            f"create or replace table {file.name} as"
            f" select * replace ({larger}) from once.{file.name}"
        )
    for file in order.of_claims:
        if parts:
            _write_parts(connection, file, times, parts)
        else:
            for time in range(times):
                copy = _copy(connection, file, time, f"once.{file.name}")
                connection.execute(f"insert into {file.name} by name {copy}")


def _write_parts(connection: Connection, file: SqlFile, times: int, parts: Parts) -> None:
    folder = parts.folder / file.name
    folder.mkdir(parents=True)
    connection.execute("set preserve_insertion_order = true")
    rows = in_its_order(connection, file, f"from once.{file.name}")
    connection.execute(f"create or replace temp table in_order as {rows}")
    copies = [_copy(connection, file, time, "temp.in_order") for time in range(times)]
    for place in range(0, len(copies), TIMES_OF_PART):
        rows = " union all ".join(copies[place : place + TIMES_OF_PART])
        path = folder / f"part_{place:05d}.parquet"
        connection.execute(f"copy ({rows}) to '{path}' ({PARQUET_KEPT})")
    connection.execute(f"drop table {file.name}")
    show_parts(connection, parts, file.name)


def _copy(connection: Connection, file: SqlFile, time: int, source: str) -> str:
    """The rows of a mart once more, as those of other claims."""
    replaced = []
    for name, kind, *_ in connection.execute(f"describe {file.name}").fetchall():
        if name.endswith(CLAIM_IDS) and kind == "BIGINT":
            replaced.append(f"{name} + {time * (1 << 40)} as {name}")
        elif name.endswith(LINE_IDS) and kind == "BIGINT":
            replaced.append(f"{name} + {time * (1 << 52)} as {name}")
        elif name in CONTROL_NUMBERS and time:
            replaced.append(f"{name} || '-{time}' as {name}")
    said = f" replace ({', '.join(replaced)})" if replaced else ""
    return f"select *{said} from {source}"


def _tables(connection: Connection, schema: str) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables()"
        " where schema_name = $schema and database_name = current_database() order by table_name",
        {"schema": schema},
    )
    return [name for (name,) in rows.fetchall()]
