"""The database in memory, `part`, in which a set of linked claims is judged by the SQL files.

This is the one place where claims are judged apart from the store: for a small load, for each slice
of a large one, and by the workers of an engine (`slice_files`). What it needs is the raw rows of
these claims, and of the store the lists and those marts that come before claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from analytics.database.connection import Connection, create_functions, run, statement_of
from analytics.database.marts_order import Order
from analytics.database.raw_columns import raw_columns
from analytics.database.without_rows import RowsKnown

PART = "part"


@contextmanager
def judged_part(
    connection: Connection,
    order: Order,
    store: str,
    raw_rows: Mapping[str, str],
    alike: str | None = None,
) -> Iterator[None]:
    """Judge claims in a database of their own, `part`, which is there while in here.

    `raw_rows` gives the statement for each raw table that has rows of these claims; lists and
    marts before them are those of the database `store`. Of a mart that can have no row, that of
    the database `alike` is taken for its columns, if there is one.
    """
    home = current_database(connection)
    connection.execute(f"attach ':memory:' as {PART}")
    try:
        for schema in ("raw", "reference", "staging", "marts"):
            connection.execute(f"create schema {PART}.{schema}")
        _show(connection, store, "reference", tables_of(connection, store, "reference"))
        shown = [file.name.removeprefix("marts.") for file in order.before]
        _show(connection, store, "marts", shown)
        for table in raw_columns():
            rows = raw_rows.get(table) or no_rows_of(table)
            connection.execute(f"create view {PART}.{table} as {rows}")
        connection.execute(f"use {PART}")
        create_functions(connection, "staging")
        for file in order.staged():  # as tables: several marts read each
            run(connection, f"create table {file.name} as {statement_of(file)}")
        _make_marts(connection, order, alike)
        connection.execute(f'use "{home}"')
        yield
    finally:
        connection.execute(f'use "{home}"')
    connection.execute(f"detach {PART}")


def _make_marts(connection: Connection, order: Order, alike: str | None) -> None:
    rows = RowsKnown(connection)
    for file in order.in_part():
        count = 0
        if alike and rows.none_for(file):
            like = f'from "{alike}".{file.name} limit 0'
            connection.execute(f"create table {file.name} as {like}")
        else:
            made = run(connection, f"create table {file.name} as {statement_of(file)}")
            ((count,),) = made.fetchall()
        rows.tell(file.name, count)


def current_database(connection: Connection) -> str:
    """The name of the database in use."""
    return connection.execute("select current_database()").fetchall()[0][0]


@contextmanager
def in_use(connection: Connection, database: str) -> Iterator[None]:
    """Let names without a database be those of this one while in here."""
    home = current_database(connection)
    connection.execute(f'use "{database}"')
    yield
    connection.execute(f'use "{home}"')


def tables_of(connection: Connection, database: str, schema: str) -> list[str]:
    """The tables and views of a schema, by name."""
    rows = connection.execute(
        "select table_name from information_schema.tables"
        " where table_catalog = $database and table_schema = $schema order by table_name",
        {"database": database, "schema": schema},
    )
    return [name for (name,) in rows.fetchall()]


def no_rows_of(table: str) -> str:
    """The statement of a raw table without rows."""
    columns = raw_columns()[table].items()
    typed = ", ".join(f'null::{kind} as "{column}"' for column, kind in columns)
    return f"select {typed} where false"


def _show(connection: Connection, store: str, schema: str, names: Sequence[str]) -> None:
    for name in names:
        connection.execute(f'create view {PART}.{schema}.{name} as from "{store}".{schema}.{name}')
