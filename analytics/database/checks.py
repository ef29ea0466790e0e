"""Standing checks: the identities that must hold, counted again from the files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache

from analytics.database.connection import Connection, in_order, reads, run, statement_of
from analytics.database.judged_part import current_database, tables_of
from analytics.database.marts_order import Order
from analytics.database.questions import plain_columns
from analytics.database.slices import slices_of
from analytics.database.without_rows import RowsKnown
from analytics.sql_files import QUERIES, SqlFile, read_sql_file, sql_files
from analytics.vocabulary import Columns

_SHOWN_ROWS = 3
_JUDGED = "judged_claims"
_REPEATED = "temp.repeated_claims"  # compares remittances, whatever claims they are about
_NO_LOAD = -1  # of which no file is: looks at temp.judged_claims alone


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

    def with_more(self, more: CheckResult) -> CheckResult:
        """What was found here and there, of which the first rows found are shown."""
        count = self.offending_row_count + more.offending_row_count
        return replace(
            self, offending_row_count=count, first_rows=self.first_rows or more.first_rows
        )


def run_checks(
    connection: Connection,
    load_number: int | None = None,
    names: Collection[str] | None = None,
    is_edited: bool = False,
    slice_count: int = 1,
) -> list[CheckResult]:
    """Every file of queries/checks, and what it found.

    `load_number` looks only at what that load touched: the claims its files speak of, with all
    that other files say of them; with `is_edited` also at the claims that were judged again by
    other definitions (temp.load_claims). None looks at everything loaded. `names` runs only these
    checks. In slices of linked claims it takes less memory, and finds neither a claim that no file
    has nor one moved beside claims of another slice.
    """
    judged = "from temp.load_claims" if is_edited else "select null::bigint as claim_id where false"
    connection.execute(f"create or replace temp table {_JUDGED} as {judged}")
    files = [file for file in check_files() if names is None or file.path.stem in names]
    try:
        if slice_count == 1:
            return _run(connection, files, load_number)
        return _run_in_slices(connection, files, load_number, slice_count)
    finally:
        connection.execute(f"drop table temp.{_JUDGED}")


def faults_of_part(connection: Connection) -> dict[str, int]:
    """What the checks of claims find in judged claims that are in a database of their own, in use.

    How many rows offend, by check; none where all is well. For a slice, by the worker that judged
    it: the checks that look beyond linked claims are the load's.
    """
    there = tables_of(connection, current_database(connection), "staging")
    for file in in_order(sql_files("2_staging")):
        if file.path.stem not in there:
            connection.execute(f"create view {file.name} as {statement_of(file)}")
    files = [file for file in check_files() if file.path.stem in checks_of_claims()]
    connection.execute(
        f"create or replace temp table {_JUDGED} as select null::bigint as claim_id where false"
    )
    found = _run(connection, files, None)
    return {each.check_name: count for each in found if (count := each.offending_row_count)}


def run_checks_beside(connection: Connection, faults: Mapping[str, int]) -> list[CheckResult]:
    """All checks of everything loaded, where workers ran those of claims and found these faults."""
    by_workers = [
        CheckResult(file.path.stem, file.title, faults.get(file.path.stem, 0), {})
        for file in check_files()
        if file.path.stem in checks_of_claims()
    ]
    others = {file.path.stem for file in check_files()} - checks_of_claims()
    return [*by_workers, *run_checks(connection, names=others)]


@cache
def checks_of_claims() -> frozenset[str]:
    """The checks that compare linked claims with what files said of these, and with no others."""
    order = Order.of_marts()
    beyond = {file.name for file in order.after} - {file.name for file in order.in_part()}
    return frozenset(
        file.path.stem
        for file in check_files()
        if _REPEATED not in file.text and not reads(file) & beyond
    )


def check_slices_of(connection: Connection, load_number: int | None, is_edited: bool) -> int:
    """How many slices the checks of a load are run in, so that memory is bounded."""
    count = "select coalesce(sum(kept_claim_count), 0) from raw.files"
    of_load = "where $load_number is null or load_number = $load_number"
    ((claim_count,),) = connection.execute(
        f"{count} {of_load}", {"load_number": load_number}
    ).fetchall()
    if is_edited:
        judged = "select count(*) from temp.load_claims"
        claim_count += connection.execute(judged).fetchall()[0][0]
    return slices_of(int(claim_count))


def _run_in_slices(
    connection: Connection, files: list[SqlFile], load_number: int | None, slice_count: int
) -> list[CheckResult]:
    """The same, one slice of linked claims after another; what compares files only once."""
    cut = read_sql_file(QUERIES / "judging" / "check_slices.sql").text
    connection.execute(
        f"create or replace temp table check_slices as {cut}",
        {"load_number": load_number, "slice_count": slice_count},
    )
    connection.execute(f"delete from temp.{_JUDGED}")
    of_files = [file for file in files if _REPEATED in file.text]
    found = [_run(connection, of_files, load_number)]
    of_claims = [file for file in files if file not in of_files]
    for number in range(slice_count):
        connection.execute(
            f"create or replace temp table {_JUDGED} as"
            " select claim_id from temp.check_slices where slice_number = $number",
            {"number": number},
        )
        found.append(_run(connection, of_claims, _NO_LOAD))
    connection.execute("drop table temp.check_slices")
    by_name: dict[str, CheckResult] = {}
    for result in (each for part in found for each in part):
        before = by_name.get(result.check_name)
        by_name[result.check_name] = before.with_more(result) if before else result
    return [by_name[file.path.stem] for file in files]


def _run(
    connection: Connection, files: list[SqlFile], load_number: int | None
) -> list[CheckResult]:
    tables = _tables_of(files)
    rows = RowsKnown(connection)
    try:
        for table in tables:
            _count_again(connection, table, load_number, rows)
        return [_finding(connection, file, rows) for file in files]
    finally:
        for table in tables:
            connection.execute(f"drop table if exists {table.name}")


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
        ((count,),) = run(connection, made, given).fetchall()
    rows.tell(file.name, count)


def _finding(connection: Connection, file: SqlFile, rows: RowsKnown) -> CheckResult:
    if rows.none_for(file):
        return CheckResult.of(file.path.stem, file.title, {})
    offending = plain_columns(run(connection, file.text))
    return CheckResult.of(file.path.stem, file.title, offending)
