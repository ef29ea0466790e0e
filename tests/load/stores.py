"""A store as tests use it: texts in, reports and rows out."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import database, snapshots
from analytics.database.raw_tables import forget_files
from analytics.intake.archive import expand
from analytics.intake.column_words import canonical_columns
from analytics.load import FileReport, LoadReport, load_paths
from analytics.load.one_by_one import settle_each
from analytics.load.reading import FileReader

GOLDEN = Path(__file__).parents[1] / "golden"
Row = tuple[Any, ...]
# The raw tables of an 835, each with a column to tell its rows by.
RAW_TABLES = {
    "remittances": "trace_number",
    "claims": "patient_control_number",
    "lines": "procedure_code",
    "adjustments": "carc_code",
    "remarks": "remark_code",
    "provider_adjustments": "reason_code",
    "stray_lines": "segment_id",
}


def put_older_store(folder: Path) -> None:
    """Put the store here as version 0.1.0 left it (tests/load/test_older_store.py)."""
    folder.mkdir(mode=0o700)
    with zipfile.ZipFile(GOLDEN / "store_of_0_1_0.zip") as kept:
        kept.extractall(folder)


class Counted:
    """What answers for loaded files."""

    def rows(self, question: str) -> list[Row]:
        raise NotImplementedError

    def claim_counts(self) -> dict[str, int]:
        """How many claims each loaded file has given."""
        return dict(
            self.rows(
                "select file_name, count(claim_number) from raw.files"
                " left join raw.remittance_835_claims using (file_id)"
                " where status = 'loaded' group by file_name"
            )
        )


class Store(Counted):
    """A store on disk, loaded by the whole road."""

    def __init__(self, folder: Path, files: Path) -> None:
        self.folder = folder
        self.files = files

    def load(self, files: Mapping[str, str | bytes]) -> LoadReport:
        """Write these files and load them, in this order, in one load."""
        return load_paths(self.folder, [self.write(name, text) for name, text in files.items()])

    def load_one(self, name: str, text: str | bytes) -> FileReport:
        (report,) = self.load({name: text}).files
        return report

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def rows(self, question: str) -> list[Row]:
        """What the published snapshot answers."""
        current = snapshots.current_files(self.folder)
        assert current is not None
        with database.connect(current) as connection:
            return connection.execute(question).fetchall()

    def tables(self, *schemas: str, without: Collection[str] = ()) -> dict[str, Counter[str]]:
        """How often each row is in each table of these schemas, but for some columns."""
        current = snapshots.current_files(self.folder)
        assert current is not None
        found = {}
        with database.connect(current) as connection:
            named = connection.execute(
                "select schema_name || '.' || table_name,"
                " string_agg('\"' || column_name || '\"', ', ' order by column_index)"
                " from duckdb_columns() where list_contains($schemas, schema_name)"
                " and not list_contains($without, column_name) group by all",
                {"schemas": list(schemas), "without": list(without)},
            ).fetchall()
            for name, columns in named:
                rows = connection.execute(f"select {columns} from {name}").fetchall()
                found[name] = Counter(map(str, rows))
        return found

    def ask(self, question: str, **parameters: Any) -> pd.DataFrame:
        """A question of the review, of all that is loaded."""
        current = snapshots.current_files(self.folder)
        assert current is not None
        with database.connect(current) as connection:
            return database.ask(connection, question, **parameters)

    def findings(self, name: str) -> set[Row]:
        """Code, set, segment, found and expected of each finding of a file."""
        return {
            row[1:]
            for row in self.rows(
                "select file_name, finding_code, transaction_set_number, segment_number,"
                " found, expected from marts.findings"
            )
            if row[0] == name
        }


class Intake(Counted):
    """Files taken in as a load takes them in, up to the judging: reports, raw rows and findings.

    For what is decided before anything is judged: what was read, refused, said and known again.
    """

    def __init__(self, house: QuickHouse) -> None:
        self.house = house

    def load(self, files: Mapping[str, str | bytes]) -> LoadReport:
        """Take these files in together, in this order, after those taken in before."""
        return LoadReport(None, self.house.load(files))

    def load_paths(self, *paths: Path) -> LoadReport:
        """Take in files and folders that are there."""
        return LoadReport(None, self.house.load_paths(list(paths)))

    def load_one(self, name: str, text: str | bytes) -> FileReport:
        return self.house.load_one(name, text)

    def rows(self, question: str) -> list[Row]:
        """What raw tables and staging answer."""
        return self.house.rows(question)

    def findings(self, name: str) -> set[Row]:
        """Code, set, segment, found and expected of each finding of a file."""
        return {
            row[1:]
            for row in self.rows(
                "select file_name, finding_code, transaction_set_number, segment_number,"
                " found, expected from raw.findings inner join raw.files using (file_id)"
                " where status = 'loaded'"
            )
            if row[0] == name
        }


@dataclass(frozen=True)
class Taken:
    """What became of a file: its report, and what is left of it in the raw tables."""

    report: FileReport
    claims: list[str]
    row_count: int
    finding_codes: set[str]


class QuickHouse:
    """A house in memory that takes files in as a load does, and forgets them again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connection = database.connect(
            None, read_only=False, files_to_read=[folder], has_few_rows=True
        )
        edited: dict[str, list[dict[str, Any]]] = {"edited_rules": [], "payer_aliases": []}
        database.prepare(self.connection, canonical_columns(), edited, bytes(32))

    def take(self, files: Mapping[str, str | bytes]) -> dict[str, Taken]:
        """What becomes of these files, taken in together in this order; then all is forgotten."""
        try:
            return self._left_of(self.load(files))
        finally:
            self.forget()

    def load_one(self, name: str, text: str | bytes) -> FileReport:
        (report,) = self.load({name: text})
        return report

    def load(self, files: Mapping[str, str | bytes]) -> list[FileReport]:
        """Take files in; what they bring stays until it is forgotten."""
        paths = []
        for name, text in files.items():
            paths.append(self.folder / name)
            paths[-1].write_bytes(text.encode() if isinstance(text, str) else text)
        return self.load_paths(paths)

    def load_paths(self, paths: list[Path]) -> list[FileReport]:
        """The same of files and folders that are there."""
        work = self.folder / "work"
        work.mkdir(exist_ok=True)
        reader = FileReader(self.connection, lambda *_: None, work, lambda _: None)
        self.connection.execute("begin")
        try:
            reports: list[FileReport] = []
            for group in reader.groups(expand(paths, work)):
                reports += settle_each(self.connection, group, 1)
            return reports
        finally:
            self.connection.execute("commit")

    def rows(self, question: str) -> list[Row]:
        """What raw tables and staging answer."""
        return self.connection.execute(question).fetchall()

    def forget(self) -> None:
        """Nothing of what was taken in stays."""
        ids = self.rows("select file_id from raw.files union select file_id from raw.findings")
        forget_files(self.connection, [file_id for (file_id,) in ids])
        for table in ("files", "findings"):
            self.connection.execute(f"delete from raw.{table}")

    def _left_of(self, reports: list[FileReport]) -> dict[str, Taken]:
        names = dict(
            self.connection.execute(
                "select file_id, file_name from raw.files where status != 'duplicate'"
            ).fetchall()
        )
        rows: dict[str, list[Row]] = {report.file_name: [] for report in reports}
        for table, column in {**RAW_TABLES, "findings": "finding_code"}.items():
            raw = "raw.findings" if table == "findings" else f"raw.remittance_835_{table}"
            for row in self.connection.execute(f"select file_id, {column} from {raw}").fetchall():
                rows[names[row[0]]].append((table, row[1]))
        return {report.file_name: _taken(report, rows[report.file_name]) for report in reports}


def _taken(report: FileReport, rows: list[Row]) -> Taken:
    return Taken(
        report,
        sorted(str(value) for table, value in rows if table == "claims"),
        sum(table != "findings" for table, _ in rows),
        {value for table, value in rows if table == "findings"},
    )
