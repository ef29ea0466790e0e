"""Raw rows as files: a worker splits transaction sets and leaves rows, a load takes them in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from analytics.database.connection import PARQUET, Connection, quoted
from analytics.database.on_base import own_table
from analytics.database.raw_columns import raw_columns
from analytics.database.raw_tables import append_batch, number_files
from analytics.database.set_rows import SetPart, table_of_sets


def write_raw_rows(connection: Connection, folder: Path) -> None:
    """Write the rows of every raw table that has some as a Parquet file named after it."""
    for table in raw_columns():
        if connection.execute(f"select 1 from {table} limit 1").fetchall():
            path = quoted(folder / f"{table}.parquet")
            connection.execute(f"copy {table} to '{path}' ({PARQUET})")


def take_raw_rows(
    connection: Connection, folders: Sequence[Path], file_ids: Collection[str]
) -> None:
    """Take rows of these files in that were written so."""
    for table in raw_columns():
        paths = [folder / f"{table}.parquet" for folder in folders]
        there = [str(path) for path in paths if path.exists()]
        if there:
            connection.execute(
                f"insert into {own_table(connection, table)} by name"
                " select * from read_parquet($paths) where list_contains($file_ids, file_id)",
                {"paths": there, "file_ids": list(file_ids)},
            )


def write_sets(path: Path, parts: Sequence[tuple[str, SetPart]]) -> None:
    """Write parts of transaction sets, each with its file, for another process to split."""
    import pyarrow as pa

    table = table_of_sets(parts)
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def append_written_sets(
    connection: Connection, extract: str, path: Path, numbers: Mapping[str, int]
) -> None:
    """Split parts that were written so into the raw tables; files get these numbers."""
    import pyarrow as pa

    number_files(connection, numbers)
    with pa.memory_map(str(path)) as file:
        connection.register("transaction_sets", pa.ipc.open_file(file).read_all())
        append_batch(connection, extract)
        connection.unregister("transaction_sets")
