"""Whether a database file is whole, where no checksum of it is known."""

from __future__ import annotations

from pathlib import Path

from analytics.database.connection import Fault, connect
from analytics.database.published_parts import parts_shown, tables_in


def reads_whole(path: Path) -> bool:
    """Whether a file is a database of ours in which every row of every table can be read.

    The database has a checksum for each of its blocks, so damage within one does not pass. What it
    has in parts is in the folder `.parts` of its name, or it is not whole.
    """
    try:
        with connect(path) as connection:
            tables = tables_in(connection, path.stem)
            for schema, table in tables:
                connection.execute(f'select bit_xor(hash(t)) from "{schema}"."{table}" as t')
                connection.fetchall()
            if parts_shown(connection, path.stem) and not path.with_suffix(".parts").is_dir():
                return False
            return ("raw", "files") in tables or ("added", "files") in tables
    except Fault:
        return False
