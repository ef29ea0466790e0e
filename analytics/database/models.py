"""From raw tables to what the business means: reference lists, staging, marts, review functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.database.connection import (
    Connection,
    adds_to_base,
    create_functions,
    in_order,
    statement_of,
    statements_of,
)
from analytics.database.migrations import (
    keep_versions,
    migrate_raw,
    reference_lists,
    refuse_newer,
    versions,
    versions_of,
)
from analytics.database.on_base import drop_changes, lay_over_base
from analytics.database.patients import use_patient_key
from analytics.database.raw_tables import create_raw_functions, insert_rows, prepare_raw
from analytics.database.signals import create_signals
from analytics.sql_files import sql_files


def prepare(
    connection: Connection,
    extract_columns: Sequence[str],
    edited: Mapping[str, Sequence[Mapping[str, Any]]],
    patient_key: bytes,
) -> None:
    """Make a database ready to take files in: raw tables, reference lists and staging views.

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
        keep_versions(connection)
    for name, rows in edited.items():
        connection.execute(f"delete from reference.{name}")
        insert_rows(connection, f"reference.{name}", rows)
    connection.execute("commit")


def _prepare_on_base(connection: Connection) -> None:
    """Make a database show what its base has, where it is new; both are of this version."""
    if versions_of(connection) != versions():
        raise RuntimeError("A base of another version is judged again, whole, and not added to.")
    if lay_over_base(connection):
        create_raw_functions(connection)
        create_staging(connection)
        create_functions(connection, "intake")
        create_functions(connection, "review")


def _load_reference(connection: Connection) -> None:
    """Fill the reference tables from queries/reference; in those the team adds to, rows stay."""
    connection.execute("create schema if not exists reference")
    for path in reference_lists():
        frame = pd.read_csv(path, dtype=str, keep_default_na=False).replace("", None)
        schema = pa.schema([(column, pa.string()) for column in frame.columns])
        rows = pa.Table.from_pandas(frame, schema=schema)
        if frame.empty:
            rows = _rows_there(connection, path.stem, schema)
        connection.register("reference_rows", rows)
        connection.execute(
            f"create or replace table reference.{path.stem} as select * from reference_rows"
        )
        connection.unregister("reference_rows")


def _rows_there(connection: Connection, name: str, schema: pa.Schema) -> pa.Table:
    """What the team had added to a list, in today's columns; nothing in a new database."""
    there = connection.execute(
        "select count(*) from duckdb_tables() "
        "where schema_name = 'reference' and table_name = $name",
        {"name": name},
    ).fetchall()
    if there == [(0,)]:
        return schema.empty_table()
    rows = connection.execute(f"select * from reference.{name}").df()
    return pa.Table.from_pandas(rows.reindex(columns=schema.names), schema=schema)


def build_models(connection: Connection) -> None:
    """Make marts (tables), the functions of the review, and empty signals anew, once prepared."""
    connection.execute("begin")
    connection.execute("drop schema if exists review cascade")
    connection.execute("drop schema if exists marts cascade")
    drop_changes(connection)
    connection.execute("create schema marts")
    connection.execute("create schema review")
    for file in in_order(sql_files("3_marts")):
        statement, *comments = statements_of(file.path, file.text)
        connection.execute(f"create table {file.name} as {statement}")
        for comment in comments:
            connection.execute(comment)
    create_signals(connection)
    create_functions(connection, "review")
    connection.execute("commit")


def create_staging(connection: Connection) -> None:
    """Make the staging views and functions, on raw tables that are there."""
    connection.execute("drop schema if exists staging cascade")
    connection.execute("create schema staging")
    create_functions(connection, "staging")
    for file in in_order(sql_files("2_staging")):
        connection.execute(f"create view {file.name} as {statement_of(file)}")
