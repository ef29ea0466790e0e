"""A base and what adds to it, written as one whole database: the next base.

Nothing of what was replaced is in it, and each table is in the order that its file in queries asks
for, or else by claim: rows of one week, or of one claim, stand together.
"""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

from analytics.database.connection import (
    BASE,
    SCHEMAS,
    Connection,
    connect,
    create_functions,
    statement_of,
)
from analytics.database.migrations import keep_made_by, versions, versions_of
from analytics.database.models import create_staging
from analytics.database.on_base import ADDED
from analytics.database.raw_tables import create_raw_functions
from analytics.sql_files import SqlFile, sql_files
from analytics.vocabulary import SnapshotFiles

ADDING = "adding"  # what the database is called here that adds to the base
_LAST_ORDER = re.compile(r"^order by[^();]*\Z", re.M)


def make_whole(
    files: SnapshotFiles,
    target: Path,
    work_folder: Path,
    memory_megabytes: int,
    with_marts: bool = True,
) -> None:
    """Write a snapshot that adds to a base as one database file of its own.

    Where all is judged anew it is written without its marts and signals, and so is what another
    version of the program made: they would leave dead blocks behind.
    """
    assert files.base
    beside = {BASE: files.base, ADDING: files.path}
    with closing(
        connect(target, False, work_folder / "spill", memory_megabytes, beside=beside)
    ) as new:
        new.execute("set preserve_insertion_order = true")
        new.execute("begin")
        made = versions_of(new)
        _copy_kept(new)
        if made:
            keep_made_by(new, made)
        if made == versions():
            create_raw_functions(new)
            create_staging(new)
            create_functions(new, "intake")
        if made == versions() and with_marts:
            for folder in ("3_marts", "signals", "sums"):
                for file in sql_files(folder):
                    _copy_in_order(new, file)
            create_functions(new, "review")
            create_functions(new, "sums")
        new.execute("commit")


def _copy_kept(new: Connection) -> None:
    """What files said, and the lists."""
    for schema in SCHEMAS:
        new.execute(f"create schema if not exists {schema}")
    tables = new.execute(
        "select schema_name, table_name from duckdb_tables()"
        " where database_name = $base and schema_name in ('raw', 'reference') order by all",
        {"base": BASE},
    ).fetchall()
    for schema, name in tables:
        if schema == "raw":
            new.execute(f'create table raw."{name}" as from {BASE}.raw."{name}"')
            new.execute(f'insert into raw."{name}" by name from {ADDING}.{ADDED}."{name}"')
        else:
            new.execute(f'create table {schema}."{name}" as from {ADDING}.{schema}."{name}"')


def _copy_in_order(new: Connection, file: SqlFile) -> None:
    order = _LAST_ORDER.search(statement_of(file).rstrip())
    rows = f"from {ADDING}.{file.name}"
    columns = {row[0] for row in new.execute(f"describe {rows}").fetchall()}
    by_claim = "order by claim_id" if "claim_id" in columns else ""
    new.execute(f"create table {file.name} as {rows} {order[0] if order else by_claim}")
