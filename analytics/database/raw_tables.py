"""Rows in: transaction sets and extract rows become raw tables, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from analytics.database.connection import (
    SCHEMAS,
    Connection,
    create_functions,
    in_order,
    run,
    statement_of,
)
from analytics.database.extract_rows import create_extract_tables
from analytics.database.on_base import own_table
from analytics.database.patients import require_patient_key
from analytics.database.raw_columns import raw_columns
from analytics.database.set_rows import SetPart, table_of_sets
from analytics.sql_files import QUERIES, SqlFile, read_sql_file, sql_files

if TYPE_CHECKING:
    import pandas as pd

A_MIGRATION = "a migration (queries/migrations/README.md)"
_IDS = {
    "set_id": "set_ids.set_id",
    "claim_id": "raw.claim_id_of(set_ids.set_id, given.claim_number) as claim_id",
    "acknowledged_claim_id": (
        "raw.acknowledged_claim_id_of(set_ids.set_id, given.segment_number) as claim_id"
    ),
    "line_id": (
        "raw.line_id_of(raw.claim_id_of(set_ids.set_id, given.claim_number),"
        " given.service_line_number) as line_id"
    ),
}


def prepare_raw(connection: Connection, extract_columns: Sequence[str]) -> None:
    """Make the raw tables that are not there yet, and add columns that newer queries bring."""
    require_patient_key(connection)
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    create_raw_functions(connection)
    create_extract_tables(connection, extract_columns)
    there = _raw_tables(connection)
    if gone := sorted(there - set(raw_columns())):
        raise RuntimeError(f"{gone[0]} is gone from queries/1_raw; its rows need {A_MIGRATION}.")
    for table, columns in raw_columns().items():
        if table in there:
            _widen(connection, table, columns)
        else:
            typed = ", ".join(f'"{column}" {kind}' for column, kind in columns.items())
            connection.execute(f"create table {table} ({typed})")


def described_columns(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Table, column and type of everything queries/1_raw makes, once prepared."""
    for file in _raw_files():
        if file.name.startswith("temp."):
            _create_for_batch(connection, file)
        else:
            for column, kind in _kinds_of(connection, _without_rows(file)).items():
                yield file.name, column, kind


def create_raw_functions(connection: Connection) -> None:
    """Make the functions that split what files say; some name the batch in hand: there is one."""
    _hand_over_sets(connection, [])
    create_functions(connection, "raw")


def append_sets(connection: Connection, extract: str, parts: Sequence[tuple[str, SetPart]]) -> None:
    """Split a batch of transaction sets, each with its file, into the raw tables of an extract."""
    _hand_over_sets(connection, parts)
    append_batch(connection, extract)


def append_batch(connection: Connection, extract: str) -> None:
    """Run the queries of an extract (a folder of queries/1_raw) on the batch in hand."""
    files = [f for f in _raw_files() if f.path.is_relative_to(QUERIES / "1_raw" / extract)]
    for file in files:
        if file.name.startswith("temp."):
            _create_for_batch(connection, file)
    _give_ids(connection, extract)
    for file in files:
        if not file.name.startswith("temp."):
            table = own_table(connection, file.name)
            run(connection, f"insert into {table} by name {_with_ids(connection, file)}")


def file_numbers(connection: Connection) -> dict[str, int]:
    """The numbers given to files in this load, by file."""
    _create_file_numbers(connection)
    return dict(connection.execute("from temp.file_numbers").fetchall())


def next_file_number(connection: Connection) -> int:
    """The number that the next file gets: one more than any file ever loaded has."""
    _create_file_numbers(connection)
    highest = connection.execute(
        "select greatest((select coalesce(max(file_number), 0) from raw.files),"
        " (select coalesce(max(file_number), 0) from temp.file_numbers))"
    ).fetchall()
    return highest[0][0] + 1


def number_files(connection: Connection, numbers: Mapping[str, int]) -> None:
    """Give files these numbers, unless they have one."""
    _create_file_numbers(connection)
    connection.execute(
        "insert into temp.file_numbers"
        " from (select unnest($ids::varchar []) as file_id, unnest($numbers::bigint []) as number)"
        " where file_id not in (select file_id from temp.file_numbers)",
        {"ids": list(numbers), "numbers": list(numbers.values())},
    )


def _create_file_numbers(connection: Connection) -> None:
    connection.execute(
        "create temp table if not exists file_numbers (file_id varchar, file_number bigint)"
    )


def _give_ids(connection: Connection, extract: str) -> None:
    """Number the files of the batch that have no number yet, and give its sets their ids."""
    question = "extracts" if extract == "csv" else "sets"
    rows = "temp.extract_rows" if extract == "csv" else "temp.transaction_sets"
    _create_file_numbers(connection)
    connection.execute(
        "insert into temp.file_numbers select file_id, row_number() over (order by file_id)"
        " + greatest((select coalesce(max(file_number), 0) from raw.files),"
        " (select coalesce(max(file_number), 0) from temp.file_numbers))"
        f" from (select distinct file_id from {rows}) as files"
        " where file_id not in (select file_id from temp.file_numbers)"
    )
    ids = read_sql_file(QUERIES / "intake" / f"set_ids_of_{question}.sql").text
    connection.execute(f"create or replace temp table set_ids as {ids}")


def _with_ids(connection: Connection, file: SqlFile) -> str:
    """The statement of a raw table, with the ids of what its rows tell of."""
    select = statement_of(file)
    if not file.ids:
        return select
    return (
        f"select given.*, {_ids_of(file)} from ({select}) as given"
        " inner join temp.set_ids on given.file_id = set_ids.file_id"
        " and given.transaction_set_number = set_ids.transaction_set_number"
    )


def _without_rows(file: SqlFile) -> str:
    """The same, of which only the columns are of interest."""
    select = statement_of(file)
    if not file.ids:
        return select
    return (
        f"select given.*, {_ids_of(file)} from ({select}) as given"
        " cross join (select null::bigint as set_id) as set_ids"
    )


def _ids_of(file: SqlFile) -> str:
    """The columns that say which set, claim and line a row tells of (queries/functions)."""
    return ", ".join(_IDS[name] for name in file.ids)


def forget_files(connection: Connection, file_ids: Sequence[str]) -> None:
    """Take files out of the raw tables again."""
    if not file_ids:
        return
    for file in _kept_files():
        if "file_id" in raw_columns()[file.name]:
            own = own_table(connection, file.name)
            of_files = "where file_id in (select unnest($ids))"
            run(connection, f"delete from {own} {of_files}", {"ids": list(file_ids)})


def forget_claims(connection: Connection, claims: pd.DataFrame) -> None:
    """Take claims out of the raw tables again; claim 0 stands for its whole transaction set.

    `claims` has one row per file_id, transaction_set_number and claim_number.
    """
    if claims.empty:
        return
    connection.register("claims_to_forget", claims)
    for file in _kept_files():
        columns = raw_columns()[file.name]
        if "transaction_set_number" in columns:
            table = own_table(connection, file.name)
            claim = f"{table}.claim_number" if "claim_number" in columns else "0"
            run(
                connection,
                f"delete from {table} using claims_to_forget as gone"
                f" where {table}.file_id = gone.file_id"
                f" and {table}.transaction_set_number = gone.transaction_set_number"
                f" and (gone.claim_number = 0 or gone.claim_number = {claim})",
            )
    connection.unregister("claims_to_forget")


def insert_rows(connection: Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add a few rows, such as findings or the record of a file, to a table."""
    listed = [dict(row) for row in rows]
    if listed:
        names = ", ".join(listed[0])
        places = ", ".join(f"${name}" for name in listed[0])
        own = own_table(connection, table)
        connection.executemany(f"insert into {own} ({names}) values ({places})", listed)


def _hand_over_sets(connection: Connection, parts: Sequence[tuple[str, SetPart]]) -> None:
    """Show the parts to SQL as `temp.transaction_sets`; one batch each, so that cores share."""
    connection.register("transaction_sets", table_of_sets(parts))


def _create_for_batch(connection: Connection, file: SqlFile) -> None:
    relation = file.name.removeprefix("temp.")
    run(connection, f"create or replace temp table {relation} as {statement_of(file)}")


def _widen(connection: Connection, table: str, now: Mapping[str, str]) -> None:
    """Add the columns a table lacks; one that would lose its rows' values is never passed over."""
    there = _kinds_of(connection, table)
    for column, kind in there.items():
        if now.get(column) != kind:
            what = f"is now {now[column]}" if column in now else "is gone"
            raise RuntimeError(f"{table}.{column} {what}; its values need {A_MIGRATION}.")
    for column, kind in now.items():
        if column not in there:
            connection.execute(f'alter table {table} add column "{column}" {kind}')


def _raw_tables(connection: Connection) -> set[str]:
    rows = connection.execute("select table_name from duckdb_tables() where schema_name = 'raw'")
    return {f"raw.{name}" for (name,) in rows.fetchall()}


def _kinds_of(connection: Connection, relation: str) -> dict[str, str]:
    """The columns of a table or statement, each with its type."""
    return {row[0]: row[1] for row in connection.execute(f"describe {relation}").fetchall()}


def _kept_files() -> list[SqlFile]:
    """The raw tables that hold rows of extracts."""
    own = ("raw.files", "raw.findings")
    return [f for f in _raw_files() if f.name not in own and not f.name.startswith("temp.")]


@cache
def _raw_files() -> tuple[SqlFile, ...]:
    return tuple(in_order(sql_files("1_raw")))
