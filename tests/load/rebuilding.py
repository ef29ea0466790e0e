"""What a store holds after loads that judged what they touched, beside the same judged anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analytics import database
from analytics.database import Connection
from analytics.intake.archive import expand
from analytics.intake.column_words import canonical_columns
from analytics.load.loading import MEMORY_MEGABYTES
from analytics.load.one_by_one import settle_each
from analytics.load.reading import FileReader
from analytics.load.reports import FileReport
from analytics.load.signals import judge_signals
from analytics.vocabulary import SnapshotFiles

Edited = Mapping[str, Sequence[Mapping[str, Any]]]
NOTHING_EDITED: Edited = {
    "edited_rules": [],
    "payer_aliases": [],
    "edited_deadlines": [],
    "edited_work_minutes": [],
}
# Numbers within one run of the queries, which nothing reads afterwards.
NAMED = "columns(lambda name: name not in ('mention_number', 'part_number'))"
SIGNALS = ("alerts", "judged_weeks", "claim_rules", "claim_rule_tests")


class LoadedStore:
    """A database that takes files in and judges them as loads do, without publishing anything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = SnapshotFiles(folder / "store.duckdb", None)
        self.load_count = 0
        # As a load begins a small store: to make its tables anew takes longer than a load.
        assert database.begin_with_prepared(self.files.path, canonical_columns())

    def begin_base(self) -> None:
        """From here on loads leave what is there as it is, and add to it in a file beside it."""
        assert self.files.base is None
        own = self.folder / "store-on.duckdb"
        self.files = SnapshotFiles(own, self.files.path)
        assert database.begin_with_prepared(own, canonical_columns(), is_beside_base=True)

    def load(
        self,
        files: Mapping[str, str],
        edited: Edited = NOTHING_EDITED,
        *,
        with_signals: bool = False,
    ) -> list[FileReport]:
        """Take these files in and judge what they touch, and what edited lists decide otherwise."""
        self.load_count += 1
        work = self.folder / f"load{self.load_count}"
        work.mkdir()
        for name, text in files.items():
            (work / name).write_text(text)
        with self.connected(work, has_few_rows=True) as connection:
            standing = database.prepare(connection, canonical_columns(), edited, bytes(32))
            reports = self._take_in(connection, [work / name for name in files], work)
            if not any(report.status == "loaded" for report in reports):
                return reports
            weeks = None
            if standing.has_marts:
                weeks = database.judge_load(connection, standing.is_edited)
            else:
                database.build_models(connection, has_empty_marts=standing.has_empty_marts)
            if with_signals:
                judge_signals(connection, weeks)
        return reports

    def _take_in(self, connection: Connection, paths: list[Path], work: Path) -> list[FileReport]:
        reports: list[FileReport] = []
        reader = FileReader(connection, lambda *_: None, work, lambda _: None)
        connection.execute("begin")
        for group in reader.groups(expand(paths, work / "unpacked")):
            reports += settle_each(connection, group, self.load_count)
            connection.execute("commit")
            connection.execute("begin")
        connection.execute("commit")
        reader.close()
        return reports

    def connected(self, *readable: Path, has_few_rows: bool = False) -> Connection:
        """The database, to be written to; planned with less care, as a small load's is."""
        return database.connect(
            self.files, read_only=False, files_to_read=readable, has_few_rows=has_few_rows
        )

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """What the store answers."""
        with self.connected() as connection:
            return connection.execute(question).fetchall()

    def differences(self, *, with_signals: bool = False) -> dict[str, tuple[int, int]]:
        """Tables unlike those of a copy judged anew: rows too many, rows missing."""
        copy = self.folder / f"anew{self.load_count}.duckdb"
        if self.files.base:
            database.make_whole(self.files, copy, self.folder, MEMORY_MEGABYTES)
        else:
            shutil.copyfile(self.files.path, copy)
        with database.connect(copy, read_only=False, has_few_rows=True) as connection:
            return differences_from_rebuilt(connection, with_signals=with_signals)


def differences_from_rebuilt(
    connection: Connection, *, with_signals: bool = False
) -> dict[str, tuple[int, int]]:
    """Tables of the marts (and signals) unlike what judging all again makes of them."""
    found = {}
    if with_signals:
        sums = [f"sums.{name}" for name in tables_of(connection, "sums")]
        _keep(connection, sums)
        # By the numbers already given to names, as a load counts them.
        database.update_signal_sums(connection)
        found |= _unlike(connection, sums)
    tables = [f"marts.{name}" for name in tables_of(connection, "marts")]
    if with_signals:
        tables += [f"signals.{name}" for name in SIGNALS]
    _keep(connection, tables)
    database.build_models(connection)
    if with_signals:
        judge_signals(connection)
    return found | _unlike(connection, tables)


def unlike_after(
    connection: Connection, tables: Sequence[str], change: Callable[[], object]
) -> dict[str, tuple[int, int]]:
    """Which of these tables are not as they were, once something was done: rows gone, rows come."""
    _keep(connection, tables)
    change()
    return _unlike(connection, tables)


def ids_of_claims(connection: Connection) -> dict[tuple[str, int, int], int]:
    """The id of every claim in the raw tables, by file, set, and claim or segment of it."""
    return _ids(
        connection,
        {
            "remittance_835_claims": "claim_number",
            "claim_837_claims": "claim_number",
            "csv_claims": "claim_number",
            "csv_billed_claims": "claim_number",
            "acknowledgment_277_claims": "segment_number",
            "information_request_277_requests": "segment_number",
        },
        "claim_id",
    )


def ids_of_lines(connection: Connection) -> dict[tuple[str, int, int, int], int]:
    """The id of every service line in the raw tables, by file, set, claim and line of it."""
    tables = ("remittance_835_lines", "claim_837_lines", "csv_lines", "csv_service_lines")
    places = dict.fromkeys(tables, "claim_number, service_line_number")
    return _ids(connection, places, "line_id")


def _ids(connection: Connection, tables: Mapping[str, str], key: str) -> dict[Any, int]:
    ids = {}
    for table, place in tables.items():
        rows = connection.execute(
            f"select file_id, transaction_set_number, {place}, {key} from raw.{table}"
        ).fetchall()
        ids |= {tuple(row[:-1]): row[-1] for row in rows}
        assert len({row[-1] for row in rows}) == len(rows), f"{table} has an id twice"
    return ids


def tables_of(connection: Connection, schema: str) -> list[str]:
    """The tables of a schema of the database in hand."""
    rows = connection.execute(
        "select table_name from duckdb_tables()"
        " where schema_name = $schema and database_name = current_database() order by table_name",
        {"schema": schema},
    )
    return [name for (name,) in rows.fetchall()]


def _keep(connection: Connection, tables: Sequence[str]) -> None:
    for table in tables:
        connection.execute(f"create or replace temp table {_kept(table)} as from {table}")


def _unlike(connection: Connection, tables: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Of these tables, those that are not as they were kept: rows gone, rows come."""
    found = {}
    for table in tables:
        before = f"(select {NAMED} from temp.{_kept(table)})"
        after = f"(select {NAMED} from {table})"
        # A sum of hashes tells whether there is anything to look for.
        told = "select count(*), sum(hash(said)::hugeint) from"
        sums = f"{told} {before} as said union all {told} {after} as said"
        one, other = connection.execute(sums).fetchall()
        if one != other:
            counts = connection.execute(
                f"select (select count(*) from (from {before} except all from {after})),"
                f" (select count(*) from (from {after} except all from {before}))"
            ).fetchone()
            assert counts is not None and counts != (0, 0)
            found[table] = counts
    return found


def _kept(table: str) -> str:
    return "kept_" + table.replace(".", "_")
