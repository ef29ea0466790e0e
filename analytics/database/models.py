"""From raw tables to what the business means: reference lists, staging, marts, review functions."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from analytics.database.connection import (
    Connection,
    create_functions,
    in_order,
    statement_of,
    statements_of,
)
from analytics.database.raw_tables import insert_rows, prepare_raw
from analytics.database.signals import create_signals
from analytics.sql_files import QUERIES, sql_files


def prepare(
    connection: Connection,
    extract_columns: Sequence[str],
    edited: Mapping[str, Sequence[Mapping[str, Any]]],
) -> None:
    """Make a database ready to take files in: raw tables, reference lists and staging views.

    `edited` gives, per list the team adds to ("edited_rules", "payer_aliases",
    "edited_deadlines"), its rows.
    """
    connection.execute("begin")
    if not is_built_by_these_queries(connection):
        prepare_raw(connection, extract_columns)
        _create_staging(connection)
        _load_reference(connection)
        create_functions(connection, "intake")
        connection.execute(f"comment on table raw.files is '{_digest_of_queries()}'")
    for name, rows in edited.items():
        connection.execute(f"delete from reference.{name}")
        insert_rows(connection, f"reference.{name}", rows)
    connection.execute("commit")


def is_built_by_these_queries(connection: Connection) -> bool:
    """Whether it was prepared by the queries and lists as they are now, not another version's.

    A published snapshot was judged by those that prepared it.
    """
    made = connection.execute(
        "select comment from duckdb_tables() where schema_name = 'raw' and table_name = 'files'"
    ).fetchall()
    return made == [(_digest_of_queries(),)]


@cache
def _digest_of_queries() -> str:
    texts = [file.text for file in sql_files()]
    texts += [path.read_text(encoding="utf-8") for path in _reference_lists()]
    return hashlib.sha256("".join(texts).encode()).hexdigest()


def _reference_lists() -> list[Path]:
    return sorted((QUERIES / "reference").glob("*.csv"))


def _load_reference(connection: Connection) -> None:
    """Fill the reference tables from queries/reference; those the team adds to begin empty."""
    connection.execute("create schema if not exists reference")
    for path in _reference_lists():
        frame = pd.read_csv(path, dtype=str, keep_default_na=False).replace("", None)
        schema = pa.schema([(column, pa.string()) for column in frame.columns])
        connection.register("reference_rows", pa.Table.from_pandas(frame, schema=schema))
        connection.execute(
            f"create or replace table reference.{path.stem} as select * from reference_rows"
        )
        connection.unregister("reference_rows")


def build_models(connection: Connection) -> None:
    """Make marts (tables), the functions of the review, and empty signals anew, once prepared."""
    connection.execute("begin")
    connection.execute("drop schema if exists review cascade")
    connection.execute("drop schema if exists marts cascade")
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


def _create_staging(connection: Connection) -> None:
    connection.execute("drop schema if exists staging cascade")
    connection.execute("create schema staging")
    create_functions(connection, "staging")
    for file in in_order(sql_files("2_staging")):
        connection.execute(f"create view {file.name} as {statement_of(file)}")
