"""A store as tests use it: texts in, reports and rows out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analytics import database, snapshots
from analytics.intake.archive import expand
from analytics.intake.column_words import canonical_columns
from analytics.load import FileReport, LoadReport, load_paths
from analytics.load.reading import FileReader
from analytics.load.settling import settle

Row = tuple[Any, ...]


class Store:
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
        path = snapshots.current_path(self.folder)
        assert path is not None
        with database.connect(path) as connection:
            return connection.execute(question).fetchall()

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

    def claim_counts(self) -> dict[str, int]:
        """How many claims each loaded file has given."""
        return dict(
            self.rows(
                "select file_name, count(claim_number) from raw.files"
                " left join raw.remittance_835_claims using (file_id)"
                " where status = 'loaded' group by file_name"
            )
        )


@dataclass(frozen=True)
class Taken:
    """What became of some files: their reports, and what is left in the raw tables."""

    files: list[FileReport]
    claim_numbers: list[str]
    row_count: int
    finding_codes: set[str]


class QuickHouse:
    """A house in memory that takes files in as a load does, and forgets them again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.connection = database.connect(None, read_only=False)
        database.prepare(
            self.connection, canonical_columns(), {"edited_rules": [], "payer_aliases": []}
        )

    def take(self, files: Mapping[str, bytes]) -> Taken:
        paths = []
        for name, text in files.items():
            path = self.folder / name
            path.write_bytes(text)
            paths.append(path)
        reader = FileReader(self.connection, lambda *_: None, self.folder / "work", lambda _: None)
        (self.folder / "work").mkdir(exist_ok=True)
        self.connection.execute("begin")
        try:
            reports: list[FileReport] = []
            for group in reader.groups(expand(paths, self.folder / "work")):
                reports += settle(self.connection, group, 1)
            return self._left(reports)
        finally:
            self.connection.execute("rollback")

    def _left(self, reports: list[FileReport]) -> Taken:
        claims = self.connection.execute(
            "select patient_control_number from raw.remittance_835_claims order by all"
        ).fetchall()
        tables = ("remittances", "claims", "lines", "adjustments", "remarks", "stray_lines")
        row_count = sum(
            self.connection.execute(f"select count(*) from raw.remittance_835_{name}").fetchall()[
                0
            ][0]
            for name in tables
        )
        codes = self.connection.execute("select finding_code from raw.findings").fetchall()
        return Taken(reports, [row[0] for row in claims], row_count, {row[0] for row in codes})
