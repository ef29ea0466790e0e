"""Parts: the rows of a large store as Parquet files that workers wrote, shown by views.

A snapshot that a large load by an engine made has its raw rows and its marts of claims in a folder
of parts, few and large ones, and everything else in its own small file: lists, sums, signals, marts
of the store. The file shows the parts as views under the names that the tables have elsewhere, so
every query runs on both alike. Parts are never written again; a later load adds to such a snapshot
as to any base, and both are written as new parts when they are folded.
"""

from __future__ import annotations

import re

from analytics.database.connection import PARQUET_KEPT, PLACES, Connection, quoted, statement_of
from analytics.database.marts_order import Order
from analytics.database.raw_columns import raw_columns
from analytics.sql_files import SqlFile
from analytics.vocabulary import Parts

# A table of a store that is folded is written as files of about this size.
PART_BYTES = 512 << 20
_LAST_ORDER = re.compile(r"^order by[^();]*\Z", re.M)


def show_parts(connection: Connection, parts: Parts, relation: str) -> None:
    """Show the parts of a relation, which are there, as a view of this name."""
    names = sorted(path.name for path in (parts.folder / relation).glob("*.parquet"))
    if not names:
        raise FileNotFoundError(f"There is no part of {relation}.")
    folder = f"{PLACES}.main.parts({parts.number})"
    listed = ", ".join(f"{folder} || '/{relation}/{name}'" for name in names)
    connection.execute(f"create view {relation} as from read_parquet([{listed}])")


def write_parts(connection: Connection, parts: Parts, relation: str, rows: str) -> None:
    """Write the rows of a statement as the parts of a relation, in their order."""
    parts.folder.mkdir(mode=0o700, exist_ok=True)
    folder = quoted(parts.folder / relation)
    connection.execute(
        f"copy ({rows}) to '{folder}'"
        f" ({PARQUET_KEPT}, file_size_bytes {PART_BYTES}, filename_pattern 'part_{{i}}')"
    )


def parts_shown(connection: Connection, database: str) -> list[tuple[str, str]]:
    """The views over parts in a database of this connection, by schema and name."""
    rows = connection.execute(
        "select schema_name, view_name from duckdb_views()"
        " where database_name = $database and contains(sql, $places)"
        " order by schema_name, view_name",
        {"database": database, "places": f"{PLACES}.main.parts("},
    )
    return rows.fetchall()


def tables_in(connection: Connection, database: str) -> list[tuple[str, str]]:
    """The tables of a database of this connection, by schema and name."""
    rows = connection.execute(
        "select schema_name, table_name from duckdb_tables()"
        " where database_name = $database order by schema_name, table_name",
        {"database": database},
    )
    return rows.fetchall()


def kept_in_parts() -> set[str]:
    """Of a store in parts, what is in them: what files said of sets and claims, marts of claims."""
    raw = {table for table, columns in raw_columns().items() if {"claim_id", "set_id"} & {*columns}}
    return raw | {file.name for file in Order.of_marts().of_claims}


def in_its_order(connection: Connection, file: SqlFile, rows: str) -> str:
    """The rows of a mart in the order that its file asks for, or else by claim.

    So rows of one week, or of one claim, stand together.
    """
    order = _LAST_ORDER.search(statement_of(file).rstrip())
    columns = {row[0] for row in connection.execute(f"describe {rows}").fetchall()}
    by_claim = "order by claim_id" if "claim_id" in columns else ""
    return f"{rows} {order[0] if order else by_claim}"
