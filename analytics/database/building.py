"""Making the marts, the functions of the review, and empty signals and sums anew."""

from __future__ import annotations

from analytics.database.connection import (
    Connection,
    create_functions,
    in_order,
    statement_of,
)
from analytics.database.judging import judge_all
from analytics.database.on_base import drop_changes
from analytics.database.signal_sums import create_sums
from analytics.database.signals import create_signals
from analytics.database.slice_files import Elsewhere
from analytics.database.slices import slices_of
from analytics.sql_files import QUERIES, read_sql_file, sql_files


def build_models(
    connection: Connection,
    slice_count: int | None = None,
    elsewhere: Elsewhere | None = None,
) -> None:
    """Make marts (tables), empty signals and sums anew, once prepared, and functions if missing.

    Claims are judged in one piece, or in slices where they are many, so that memory is bounded;
    `slice_count` says in how many, `elsewhere` judges them if they are many. The marts are the
    same.
    """
    count = read_sql_file(QUERIES / "judging" / "claim_count.sql").text
    ((claim_count,),) = connection.execute(count).fetchall()
    if slice_count is None:
        slice_count = slices_of(claim_count)
    is_elsewhere = elsewhere and elsewhere.slice_count_of(claim_count)
    connection.execute("begin")
    for schema in ("sums", "marts"):
        connection.execute(f"drop schema if exists {schema} cascade")
    drop_changes(connection)
    connection.execute("create schema marts")
    if slice_count == 1 and not is_elsewhere:
        for file in in_order(sql_files("3_marts")):
            connection.execute(f"create table {file.name} as {statement_of(file)}")
    else:
        connection.execute("commit")
        judge_all(connection, slice_count, elsewhere)
        connection.execute("begin")
    create_signals(connection)
    _create_review(connection)
    create_sums(connection)
    connection.execute("commit")


def _create_review(connection: Connection) -> None:
    """Make the functions of the review, unless they are there.

    Those of another version are gone once a database is prepared.
    """
    there = "select count(*) from duckdb_functions() where schema_name = 'review'"
    made = connection.execute(f"{there} and database_name = current_database()").fetchall()
    if made == [(0,)]:
        connection.execute("create schema if not exists review")
        create_functions(connection, "review")
