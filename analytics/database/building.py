"""Making the marts, the functions of the review, and empty signals and sums anew."""

from __future__ import annotations

from analytics.database.connection import (
    Connection,
    create_functions,
    in_order,
    run,
    statement_of,
)
from analytics.database.judged_elsewhere import Elsewhere
from analytics.database.judging import judge_all
from analytics.database.merged_slices import MartsMerged
from analytics.database.on_base import drop_changes
from analytics.database.signal_sums import create_sums
from analytics.database.signals import create_signals
from analytics.database.slices import slices_of
from analytics.database.without_rows import RowsKnown
from analytics.sql_files import QUERIES, read_sql_file, sql_files


def build_models(
    connection: Connection,
    slice_count: int | None = None,
    elsewhere: Elsewhere | None = None,
    has_empty_marts: bool = False,
) -> MartsMerged | None:
    """Make marts (tables), empty signals and sums anew, once prepared, and functions if missing.

    `has_empty_marts`: they are there, without a row, as in a store that began as a prepared one.
    Claims are judged in one piece, or in slices where they are many, so that memory is bounded;
    `slice_count` says in how many, `elsewhere` judges them if they are many. The marts are the
    same. Gives what workers told of them, where they wrote them as parts and checked them.
    """
    told = None
    count = read_sql_file(QUERIES / "judging" / "claim_count.sql").text
    ((claim_count,),) = connection.execute(count).fetchall()
    if slice_count is None:
        slice_count = slices_of(claim_count)
    is_elsewhere = elsewhere and elsewhere.slice_count_of(claim_count)
    if has_empty_marts and slice_count == 1 and not is_elsewhere:
        _fill_marts(connection)
        return None
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
        told = judge_all(connection, slice_count, elsewhere)
        connection.execute("begin")
    create_signals(connection)
    _create_review(connection)
    create_sums(connection)
    connection.execute("commit")
    return told


def make_empty_models(connection: Connection) -> None:
    """Make all that `build_models` makes in a prepared database, without a row."""
    connection.execute("begin")
    connection.execute("create schema if not exists marts")
    for file in in_order(sql_files("3_marts")):
        connection.execute(f"create table {file.name} as {statement_of(file)} with no data")
    create_signals(connection)
    _create_review(connection)
    create_sums(connection)
    connection.execute("commit")


def _fill_marts(connection: Connection) -> None:
    """Put rows into marts that have none yet."""
    connection.execute("begin")
    rows = RowsKnown(connection)
    for file in in_order(sql_files("3_marts")):
        count = 0
        if not rows.none_for(file):
            select = statement_of(file)
            insert = f"insert into {file.name} by name {select}"
            ((count,),) = run(connection, insert).fetchall()
        rows.tell(file.name, count)
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
