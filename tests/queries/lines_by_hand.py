"""First answers put straight into marts.line_outcomes: for questions that only count lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analytics import database
from analytics.intake.column_words import canonical_columns
from analytics.sql_files import QUERIES, read_sql_file

FLAGS = (
    "is_partial", "is_suspect", "is_patient_billed", "is_preventable", "is_secondary",
    "is_duplicate", "is_not_final", "is_resolved", "is_overturned", "has_repeated_procedure",
)  # fmt: skip
MONDAY = date(2026, 1, 5)


def week(number: int) -> date:
    """The Monday of a week, counted from 1."""
    return MONDAY + timedelta(weeks=number - 1)


@contextmanager
def an_empty_house() -> Iterator[database.Connection]:
    """All models without a row, begun as a load begins a small store."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        assert database.begin_with_prepared(path, canonical_columns())
        with database.connect(path, read_only=False, has_few_rows=True) as connection:
            database.prepare(connection, canonical_columns(), {}, bytes(32))
            database.build_models(connection, has_empty_marts=True)
            yield connection


def put_lines(connection: database.Connection, lines: Iterable[dict]) -> None:
    """These rows and no others; what is not said is null, no, or a line of its own claim."""
    rows = [
        {
            "claim_id": place,
            "line_id": (place << 14) + 1,
            "chain_number": place,
            "chain_line_number": 1,
            "procedure_code": "99213",
            "verdict": "full" if line.get("is_denied") else "paid",
            "charge_amount": 100,
            "denied_amount": 100 if line.get("is_denied") else 0,
            "is_denied": False,
            **dict.fromkeys(FLAGS, False),
            **line,
        }
        for place, line in enumerate(lines)
    ]
    connection.execute("delete from marts.line_outcomes")
    if rows:
        connection.register("given_lines", pd.DataFrame(rows))
        connection.execute("insert into marts.line_outcomes by name select * from given_lines")
        connection.unregister("given_lines")
    for name in ("denial_weeks", "denied_lines", "overturn_counts"):
        made = read_sql_file(QUERIES / "3_marts" / f"{name}.sql")
        connection.execute(f"delete from marts.{name}")
        connection.execute(f"insert into marts.{name} by name {made.text}")


def answered(payer: str, number: int, count: int, denied: int, **said: object) -> list[dict]:
    """So many lines of a payer first answered in a week, the first of them denied."""
    return [
        {"payer_name": payer, "remit_week": week(number), "remit_date": week(number),
         "service_week": week(number), "service_date": week(number),
         "is_denied": place < denied, **said}
        for place in range(count)
    ]  # fmt: skip
