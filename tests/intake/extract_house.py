"""Extracts read by a database in memory, built from nothing but the files of queries/."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa

from analytics.database.connection import PAYS_WITH_MANY_ROWS, create_functions, run
from analytics.database.patients import use_patient_key
from analytics.database.set_rows import schema_of_sets
from analytics.intake.column_maps import ColumnMap
from analytics.intake.column_words import canonical_columns
from analytics.intake.extracts import PreparedExtract, prepare
from tests.patient_keys import KEY

QUERIES = Path(__file__).parents[2] / "queries"
STEPS = (
    "batch/continuations", "batch/days", "batch/rows", "batch/reasons", "batch/claim_rows",
    "batch/placed_rows", "batch/answered_lines", "batch/priced_reasons", "batch/derived_charges",
    "batch/billed_rows", "batch/billed_diagnoses",
)  # fmt: skip
LISTS = ("carc", "denial_words", "reason_words")
RELATIONS = (
    "remittances", "claims", "lines", "adjustments", "remarks", "rejected_rows", "submissions",
    "claim_levels", "billing_providers", "subscribers", "billed_claims", "service_lines",
    "diagnoses", "notes",
)  # fmt: skip


def raw_functions(connection: duckdb.DuckDBPyConnection) -> None:
    """The functions that raw rows are read with; those of 277s read the sets in hand, here none."""
    connection.execute("create schema if not exists raw")
    connection.register("transaction_sets", pa.Table.from_batches([], schema=schema_of_sets()))
    use_patient_key(connection, KEY)
    create_functions(connection, "raw")


@cache
def _functions_and_lists() -> duckdb.DuckDBPyConnection:
    """The database that all extracts are read in: its functions and lists, and no rows."""
    connection = duckdb.connect(
        config={"threads": 1, "disabled_optimizers": ",".join(PAYS_WITH_MANY_ROWS)}
    )
    raw_functions(connection)
    connection.execute("create schema reference")
    for name in LISTS:
        path = QUERIES / "reference" / f"{name}.csv"
        connection.execute(
            f"create table reference.{name} as"
            " from read_csv($path, header = true, all_varchar = true)",
            {"path": str(path)},
        )
    return connection


def house_with(folder: Path, *extracts: str | bytes, column_map: ColumnMap | None = None):
    """A connection with temp.csv_* of these extracts, whose file ids are f1, f2, …"""
    connection = _functions_and_lists().cursor()
    use_patient_key(connection, KEY)
    columns = ", ".join(f"{column} varchar" for column in canonical_columns())
    connection.execute(
        "create temp table extract_rows (file_id varchar, row_number bigint,"
        f" extract_kind varchar, is_header boolean, row_label varchar, {columns})"
    )
    connection.execute(
        "create temp table extract_rejects (file_id varchar, row_number bigint, error_type varchar)"
    )
    for number, extract in enumerate(extracts, start=1):
        path = folder / f"extract{number}.csv"
        path.write_bytes(extract.encode() if isinstance(extract, str) else extract)
        read(connection, f"f{number}", prepare(path, column_map, folder))
    for step in STEPS:
        text = (QUERIES / "1_raw" / "csv" / f"{step}.sql").read_text(encoding="utf-8")
        run(connection, f"create temp table csv_{Path(step).name} as {text}")
    for relation in RELATIONS:
        text = (QUERIES / "1_raw" / "csv" / f"{relation}.sql").read_text(encoding="utf-8")
        run(connection, f"create temp table csv_{relation} as {text}")
    return connection


def read(connection: duckdb.DuckDBPyConnection, file_id: str, prepared: PreparedExtract) -> None:
    """Append the rows of one extract as it lies; rejected rows are only counted."""
    cells = ", ".join(f"'cell_{place}': 'varchar'" for place in range(len(prepared.headers)))
    columns = ", ".join(
        "null" if place is None else f"cell_{place}" for place in prepared.positions.values()
    )
    number = prepared.positions["patient_control_number"] or 0
    connection.execute(
        "insert into extract_rows select $id, $skip + row_number() over (), $kind,"
        f" coalesce(cell_{number} = $header, false), cell_0, {columns}"
        " from read_csv($path, auto_detect = false, header = false, skip = $skip,"
        " delim = $delimiter, quote = '\"', escape = '\"',"
        f" store_rejects = true, columns = {{{cells}}})",
        {
            "id": file_id,
            "skip": prepared.header_row_number,
            "kind": prepared.column_map.kind,
            "path": str(prepared.path),
            "delimiter": prepared.delimiter,
            "header": prepared.headers[number],
        },
    )


def rows(connection: duckdb.DuckDBPyConnection, relation: str, columns: str) -> list[tuple]:
    """The rows of temp.csv_<relation>, these columns, in a fixed order."""
    select = f"select {columns} from temp.csv_{relation} order by all"
    return connection.execute(select).fetchall()
