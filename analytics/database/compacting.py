"""A small file that adds to a base, written without the blocks that earlier loads left free in it.

DuckDB writes what changed into new blocks and never gives back the old ones, so a file that begins
as a copy of the one before would grow to twice what it holds.
"""

from __future__ import annotations

from pathlib import Path

from analytics.database.connection import (
    SMALL_BLOCKS,
    Connection,
    adds_to_base,
    byte_count_of,
    quoted,
)
from analytics.database.judged_part import current_database

LARGE_BYTES = 16 << 20  # what is larger is soon folded into the next base, which has no such blocks


def close_compact(connection: Connection, path: Path, work_folder: Path) -> None:
    """Close a database that was written to; one that adds to a base is written anew before."""
    size = byte_count_of(path, path.with_name(f"{path.name}.wal"))
    if not adds_to_base(connection) or size >= LARGE_BYTES:
        connection.close()
        return
    compact = work_folder / "compact.duckdb"
    connection.execute(f"attach '{quoted(compact)}' as compact (block_size {SMALL_BLOCKS})")
    connection.execute(f'copy from database "{current_database(connection)}" to compact')
    connection.execute("detach compact")
    connection.close()
    compact.replace(path)
