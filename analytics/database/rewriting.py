"""Older databases made anew, so that nothing of what a migration dropped is left in the file.

What is dropped from a database stays in its free blocks until others are written over it. So the
raw tables are migrated, and with the reference lists copied into a new file; staging and marts are
worked out from them anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from analytics.database.connection import Connection, connect
from analytics.database.migrations import (
    keep_raw_version,
    migrate_raw,
    refuse_newer,
    versions,
    versions_of,
)
from analytics.database.patients import use_patient_key

KEPT_SCHEMAS = ("raw", "reference")
ROWS_AT_ONCE = 100_000
SMALL_ROWS = 100_000  # of files of a few megabytes: in the usual blocks they fill ten times as much


def rewrite_older(path: Path, key: bytes, work_folder: Path, memory_megabytes: int) -> bool:
    """Migrate a database of an older version, in a file of its own that takes the old one's place.

    False, and nothing done, for a new one and where no migration waits. Raises NewerStore.
    """

    @contextmanager
    def opened(file: Path, is_small: bool = False) -> Iterator[Connection]:
        spill = work_folder / "spill"
        with closing(
            connect(file, False, spill, memory_megabytes, is_small=is_small)
        ) as connection:
            yield connection

    with opened(path) as old:
        made = versions_of(old)
        if made:
            refuse_newer(made)
        if made is None or made.raw_version >= versions().raw_version:
            return False
        use_patient_key(old, key)
        old.execute("begin")
        migrate_raw(old, made.raw_version)
        old.execute("commit")
        anew = path.with_name(path.name + ".anew")
        with opened(anew, _row_count(old) < SMALL_ROWS) as new:
            _copy_tables(old, new)
            keep_raw_version(new, made)
    anew.replace(path)
    return True


def _row_count(connection: Connection) -> int:
    """About how many rows there are in all tables."""
    count = "select coalesce(sum(estimated_size), 0)::bigint from duckdb_tables()"
    return int(connection.execute(count).fetchall()[0][0])


def _copy_tables(old: Connection, new: Connection) -> None:
    """Every table that is kept, with its rows."""
    new.execute("begin")
    tables = old.execute(
        "select schema_name, table_name from duckdb_tables() where not internal order by 1, 2"
    ).fetchall()
    for schema, table in tables:
        if schema in KEPT_SCHEMAS:
            new.execute(f"create schema if not exists {schema}")
            rows = old.sql(f'from {schema}."{table}"').to_arrow_reader(ROWS_AT_ONCE)
            new.register("rows_of_old", rows)
            new.execute(f'create table {schema}."{table}" as from rows_of_old')
            new.unregister("rows_of_old")
    new.execute("commit")
