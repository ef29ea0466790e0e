"""Standing checks: the identities that must hold, counted again from the files."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from analytics.database.connection import Connection, in_order, statement_of
from analytics.database.questions import plain_columns
from analytics.database.without_rows import RowsKnown
from analytics.sql_files import SqlFile, sql_files
from analytics.vocabulary import Columns

_SHOWN_ROWS = 3
_JUDGED = "judged_claims"


@dataclass(frozen=True)
class CheckResult:
    """What a standing check found: how many rows offend, and the first of them."""

    check_name: str
    title: str
    offending_row_count: int
    first_rows: Columns

    @classmethod
    def of(cls, check_name: str, title: str, offending: Columns) -> CheckResult:
        """Of all rows that offend; none is a check that found no fault."""
        count = len(next(iter(offending.values()), ()))
        first = {name: values[:_SHOWN_ROWS] for name, values in offending.items() if count}
        return cls(check_name, title, count, first)


def run_checks(
    connection: Connection,
    load_number: int | None = None,
    names: Collection[str] | None = None,
    is_edited: bool = False,
) -> list[CheckResult]:
    """Every file of queries/checks, and what it found.

    `load_number` looks only at what that load touched: the claims its files speak of, with all
    that other files say of them; with `is_edited` also at the claims that were judged again by
    other definitions (temp.load_claims). None looks at everything loaded. `names` runs only these
    checks.
    """
    judged = "from temp.load_claims" if is_edited else "select null::bigint as claim_id where false"
    connection.execute(f"create or replace temp table {_JUDGED} as {judged}")
    files = [file for file in check_files() if names is None or file.path.stem in names]
    tables = _tables_of(files)
    rows = RowsKnown(connection)
    try:
        for table in tables:
            _count_again(connection, table, load_number, rows)
        return [_finding(connection, file, rows) for file in files]
    finally:
        for table in tables:
            connection.execute(f"drop table if exists {table.name}")
        connection.execute(f"drop table temp.{_JUDGED}")


def check_files() -> list[SqlFile]:
    """The checks, in the order of their names."""
    return [file for file in sql_files("checks") if not _is_batch(file)]


def _is_batch(file: SqlFile) -> bool:
    return file.name.startswith("temp.")


def _tables_of(files: list[SqlFile]) -> list[SqlFile]:
    """The tables of queries/checks/batch that these checks read, each after those it reads."""
    needed: list[SqlFile] = []
    for table in reversed(in_order([file for file in sql_files("checks") if _is_batch(file)])):
        if any(table.name in file.text for file in (*files, *needed)):
            needed.insert(0, table)
    return needed


def _count_again(
    connection: Connection, file: SqlFile, load_number: int | None, rows: RowsKnown
) -> None:
    """Make a table of queries/checks/batch: what the files say, or what the marts have of it.

    One that can have no row is not made: what reads it needs it.
    """
    count = 0
    if not rows.none_for(file):
        given = {"load_number": load_number} if "load_number" in file.parameters else {}
        relation = file.name.removeprefix("temp.")
        made = f"create or replace temp table {relation} as {statement_of(file)}"
        ((count,),) = connection.execute(made, given).fetchall()
    rows.tell(file.name, count)


def _finding(connection: Connection, file: SqlFile, rows: RowsKnown) -> CheckResult:
    if rows.none_for(file):
        return CheckResult.of(file.path.stem, file.title, {})
    offending = plain_columns(connection.execute(file.text))
    return CheckResult.of(file.path.stem, file.title, offending)
