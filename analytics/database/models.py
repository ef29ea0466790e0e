"""From raw tables to what the business means: reference lists, staging, marts, review functions."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics.database.connection import (
    SCHEMAS,
    Connection,
    adds_to_base,
    connect,
    create_functions,
    in_order,
    statement_of,
)
from analytics.database.migrations import (
    keep_versions,
    migrate_raw,
    reference_lists,
    refuse_newer,
    versions,
    versions_of,
)
from analytics.database.on_base import lay_over_base, make_own
from analytics.database.patients import use_patient_key
from analytics.database.raw_columns import HEADER
from analytics.database.raw_tables import (
    create_raw_functions,
    described_columns,
    insert_rows,
    prepare_raw,
)
from analytics.sql_files import sql_files


@dataclass(frozen=True)
class Standing:
    """What a database is like that files are to be taken into."""

    has_marts: bool  # of this version: only what is touched need be judged
    has_empty_marts: bool  # of this version, and no file was loaded yet
    is_edited: bool  # the team's lists are others than those it was judged by


def prepare(
    connection: Connection,
    extract_columns: Sequence[str],
    edited: Mapping[str, Sequence[Mapping[str, Any]]],
    patient_key: bytes,
) -> Standing:
    """Make a database ready to take files in: raw tables, reference lists and staging views.

    Gives whether its marts are of this version, and whether the lists are others than before.

    `edited` gives, per list the team adds to ("edited_rules", "payer_aliases",
    "edited_deadlines", "edited_work_minutes"), its rows; a list that is not given stays as it is.
    Names are hashed with `patient_key`. What an older version made is brought up to date, and
    NewerStore raised for what a newer one made.
    """
    use_patient_key(connection, patient_key)
    connection.execute("begin")
    made = versions_of(connection)
    if adds_to_base(connection):
        _prepare_on_base(connection)
    elif made != versions():
        if made:
            refuse_newer(made)
            migrate_raw(connection, made.raw_version)
        _load_reference(connection)
        prepare_raw(connection, extract_columns)
        create_staging(connection)
        create_functions(connection, "intake")
        connection.execute("drop schema if exists review cascade")  # made with the marts
        keep_versions(connection)
    has_marts = made == versions() and _has_marts(connection)
    has_files = has_marts and connection.execute("from raw.files limit 1").fetchall() != []
    kept = [_is_kept(connection, f"reference.{name}", rows) for name, rows in edited.items()]
    connection.execute("commit")
    return Standing(has_marts and has_files, has_marts and not has_files, not all(kept))


def _is_kept(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Put these rows into a list the team adds to, if it has others; whether it had them."""
    if not rows and not connection.execute(f"from {table} limit 1").fetchall():
        return True
    connection.execute(f"create or replace temp table edited as from {table} limit 0")
    insert_rows(connection, "temp.edited", rows)
    now, before = (
        connection.execute(f"from {each} order by all").fetchall()
        for each in ("temp.edited", table)
    )
    if now != before:
        make_own(connection, table)
        connection.execute(f"delete from {table}")
        connection.execute(f"insert into {table} from temp.edited")
    return now == before


def _has_marts(connection: Connection) -> bool:
    marts = "select count(*) from duckdb_tables() where schema_name = 'marts'"
    return connection.execute(marts).fetchall() != [(0,)]


def _prepare_on_base(connection: Connection) -> None:
    """Make a database show what its base has, where it is new; both are of this version."""
    if versions_of(connection) != versions():
        raise RuntimeError("A base of another version is judged again, whole, and not added to.")
    if lay_over_base(connection):
        create_raw_functions(connection)
        create_staging(connection)
        create_functions(connection, "intake")
        create_functions(connection, "review")
        create_functions(connection, "sums")


def _load_reference(connection: Connection) -> None:
    """Fill the reference tables from queries/reference; in those the team adds to, rows stay."""
    connection.execute("create schema if not exists reference")
    for path in reference_lists():
        _load_list(connection, f"reference.{path.stem}", path)


def _load_list(connection: Connection, table: str, path: Path) -> None:
    """Make a reference table from its file; of one without rows, those the team added stay."""
    with path.open(encoding="utf-8", newline="") as file:
        columns, *rows = csv.reader(file)
    there = [] if rows else _rows_there(connection, table)
    # All rows in one statement: a list per column, an empty cell of the file is missing.
    cells = [[row[place] or None for row in rows] for place in range(len(columns))]
    lists = ", ".join(f'unnest(?::varchar []) as "{column}"' for column in columns)
    connection.execute(f"create or replace table {table} as select {lists}", cells)
    insert_rows(connection, table, [{name: row.get(name) for name in columns} for row in there])


def _rows_there(connection: Connection, table: str) -> list[dict[str, Any]]:
    """What the team had added to a list; nothing in a new database."""
    schema, name = table.split(".")
    there = connection.execute(
        "select column_name from duckdb_columns()"
        " where schema_name = $schema and table_name = $name order by column_index",
        {"schema": schema, "name": name},
    ).fetchall()
    if not there:
        return []
    rows = connection.execute(f"from {table}").fetchall()
    return [dict(zip((column for (column,) in there), row, strict=True)) for row in rows]


def raw_columns_text(extract_columns: Sequence[str]) -> str:
    """What `queries/raw_columns.csv` is to say, asked of the queries themselves."""
    with connect(None) as connection:
        use_patient_key(connection, bytes(32))
        _load_reference(connection)
        prepare_raw(connection, extract_columns)
        told = io.StringIO()
        csv.writer(told, lineterminator="\n").writerows([HEADER, *described_columns(connection)])
        return told.getvalue()


def relation_columns(connection: Connection) -> dict[str, list[str]]:
    """Every table and view that is ours, and the names of its columns in their order."""
    rows = connection.execute(
        "select schema_name || '.' || table_name, list(column_name order by column_index) "
        "from duckdb_columns() where not internal and list_contains(?, schema_name) "
        "group by all order by all",
        [SCHEMAS],
    ).fetchall()
    return dict(rows)


def create_staging(connection: Connection) -> None:
    """Make the staging views and functions, on raw tables that are there."""
    connection.execute("drop schema if exists staging cascade")
    connection.execute("create schema staging")
    create_functions(connection, "staging")
    for file in in_order(sql_files("2_staging")):
        connection.execute(f"create view {file.name} as {statement_of(file)}")
