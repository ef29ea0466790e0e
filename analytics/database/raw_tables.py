"""Rows in: transaction sets and extract rows become raw tables, batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa

from analytics.database.connection import (
    SCHEMAS,
    Connection,
    create_functions,
    in_order,
    statement_of,
)
from analytics.database.extract_rows import create_extract_tables
from analytics.sql_files import QUERIES, SqlFile, read_sql_file, sql_files

_SETS = pa.schema(
    [
        ("file_id", pa.string()),
        ("transaction_set_number", pa.int32()),
        ("part_number", pa.int32()),
        ("loops_before", pa.int32()),
        ("segments_before", pa.int64()),
        ("body", pa.binary()),
    ]
)


class SetPart(Protocol):
    """What the database takes of a transaction set; `analytics.intake.x12` says what each is."""

    transaction_set_number: int
    part_number: int
    loops_before: int
    segments_before: int
    body: bytes


def prepare_raw(connection: Connection, extract_columns: Sequence[str]) -> None:
    """Make the raw tables that are not there yet, and add columns that newer queries bring."""
    for schema in SCHEMAS:
        connection.execute(f"create schema if not exists {schema}")
    create_functions(connection, "raw")
    _hand_over_sets(connection, "", [])
    create_extract_tables(connection, extract_columns)
    for file in _raw_files():
        if file.name.startswith("temp."):
            _create_for_batch(connection, file)
        else:
            _create_or_widen(connection, file)


def append_sets(
    connection: Connection, extract: str, file_id: str, parts: Sequence[SetPart]
) -> None:
    """Split a batch of transaction sets into the raw tables of their extract."""
    _hand_over_sets(connection, file_id, parts)
    append_batch(connection, extract)


def append_batch(connection: Connection, extract: str) -> None:
    """Run the queries of an extract (a folder of queries/1_raw) on the batch in hand."""
    for file in _raw_files():
        if file.path.is_relative_to(QUERIES / "1_raw" / extract):
            if file.name.startswith("temp."):
                _create_for_batch(connection, file)
            else:
                connection.execute(f"insert into {file.name} by name {statement_of(file)}")


def on_file(connection: Connection, question: str, file_id: str) -> pd.DataFrame:
    """The answer of a file of queries/intake about a file just taken in."""
    sql = read_sql_file(QUERIES / "intake" / f"{question}.sql").text
    return connection.execute(sql, {"file_id": file_id}).df()


def keep_findings(connection: Connection, file_id: str) -> int:
    """Run every file of queries/intake/findings on a file; how many findings are now kept."""
    for file in sql_files("intake/findings"):
        connection.execute(
            "insert into raw.findings by name"
            f" select $file_id as file_id, findings.* from ({statement_of(file)}) as findings",
            {"file_id": file_id},
        )
    kept = connection.execute(
        "select count(*) from raw.findings where file_id = $file_id", {"file_id": file_id}
    ).fetchall()
    return int(kept[0][0])


def forget_claims(connection: Connection, file_id: str, claims: pd.DataFrame) -> None:
    """Take claims of a file out of the raw tables again; claim 0 is its whole transaction set.

    `claims` has one row per transaction_set_number and claim_number.
    """
    connection.register("claims_to_forget", claims)
    for file in _raw_files():
        if file.name.startswith("temp."):
            continue
        columns = _columns_of(connection, file)
        if "transaction_set_number" not in columns or file.name == "raw.findings":
            continue
        same_claim = "claim_number = 0" + (
            f" or claims_to_forget.claim_number = {file.name}.claim_number"
            if "claim_number" in columns
            else ""
        )
        connection.execute(
            f"delete from {file.name} using claims_to_forget"
            f" where {file.name}.file_id = $file_id and {file.name}.transaction_set_number"
            f" = claims_to_forget.transaction_set_number and (claims_to_forget.{same_claim})",
            {"file_id": file_id},
        )
    connection.unregister("claims_to_forget")


def insert_rows(connection: Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add a few rows, such as findings or the record of a file, to a table."""
    listed = [dict(row) for row in rows]
    if listed:
        names = ", ".join(listed[0])
        places = ", ".join(f"${name}" for name in listed[0])
        connection.executemany(f"insert into {table} ({names}) values ({places})", listed)


def _hand_over_sets(connection: Connection, file_id: str, parts: Sequence[SetPart]) -> None:
    """Show the parts to SQL as `temp.transaction_sets`, one batch each, so that cores share them."""
    batches = [
        pa.record_batch(
            [
                pa.array([value], type=field.type)
                for value, field in zip(
                    (
                        file_id,
                        part.transaction_set_number,
                        part.part_number,
                        part.loops_before,
                        part.segments_before,
                        _utf8(part.body),
                    ),
                    _SETS,
                    strict=True,
                )
            ],
            schema=_SETS,
        )
        for part in parts
    ]
    sets = pa.Table.from_batches(batches, schema=_SETS)
    sets = sets.set_column(5, "body", sets["body"].cast(pa.string()))
    connection.register("transaction_sets", sets)


def _utf8(body: bytes) -> bytes:
    """Text of unknown encoding as UTF-8: what is not UTF-8 already is read as Latin-1."""
    if body.isascii():
        return body
    try:
        body.decode()
    except UnicodeDecodeError:
        return body.decode("latin-1").encode()
    return body


def _create_for_batch(connection: Connection, file: SqlFile) -> None:
    relation = file.name.removeprefix("temp.")
    connection.execute(f"create or replace temp table {relation} as {statement_of(file)}")


def _create_or_widen(connection: Connection, file: SqlFile) -> None:
    select = statement_of(file)
    connection.execute(
        f"create table if not exists {file.name} as select * from ({select}) limit 0"
    )
    there = _columns_of(connection, file)
    for column, kind, *_ in connection.execute(f"describe {select}").fetchall():
        if column not in there:
            connection.execute(f'alter table {file.name} add column "{column}" {kind}')


def _columns_of(connection: Connection, file: SqlFile) -> set[str]:
    return {row[0] for row in connection.execute(f"describe {file.name}").fetchall()}


@cache
def _raw_files() -> tuple[SqlFile, ...]:
    return tuple(in_order(sql_files("1_raw")))
