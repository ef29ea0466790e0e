"""A snapshot written anew as one that others add to: the next base.

Nothing of what was replaced is in it, and each table is in the order that its file in queries asks
for, or else by claim: rows of one week, or of one claim, stand together.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from analytics.database.connection import (
    BASE,
    SCHEMAS,
    Connection,
    connect,
    create_functions,
)
from analytics.database.migrations import keep_made_by, versions, versions_of
from analytics.database.models import create_staging
from analytics.database.on_base import ADDED
from analytics.database.published_parts import (
    in_its_order,
    kept_in_parts,
    parts_shown,
    show_parts,
    tables_in,
    write_parts,
)
from analytics.database.raw_tables import create_raw_functions
from analytics.sql_files import SqlFile, sql_files
from analytics.vocabulary import Parts, SnapshotFiles

ADDING = "adding"  # what the database is called here whose rows are written


def make_whole(
    files: SnapshotFiles,
    target: Path,
    work_folder: Path,
    memory_megabytes: int,
    with_marts: bool = True,
    parts: Parts | None = None,
) -> None:
    """Write a snapshot that adds to a base, or has parts, as one database file of its own.

    Where `parts` are given, what large stores have in parts is written there, but for what is there
    already. Where all is judged anew it is written without its marts and signals, and so is what
    another version of the program made: they would leave dead blocks behind.
    """
    beside = {BASE: files.base, ADDING: files.path} if files.base else {ADDING: files.path}
    both = [each for each in (files.parts, parts) if each]
    with closing(
        connect(target, False, work_folder / "spill", memory_megabytes, beside=beside, parts=both)
    ) as new:
        new.execute("set preserve_insertion_order = true")
        new.execute("begin")
        made = versions_of(new)
        writing = _Writing(new, bool(files.base), parts)
        writing.copy_kept()
        if made:
            keep_made_by(new, made)
        if made == versions():
            create_raw_functions(new)
            create_staging(new)
            create_functions(new, "intake")
        if made == versions() and with_marts:
            for folder in ("3_marts", "signals", "sums"):
                for file in sql_files(folder):
                    writing.copy_in_order(file)
            create_functions(new, "review")
            create_functions(new, "sums")
        new.execute("commit")


@dataclass(frozen=True)
class _Writing:
    """The new database, and from where and as what rows come into it."""

    new: Connection
    has_base: bool
    parts: Parts | None

    def copy_kept(self) -> None:
        """What files said, and the lists."""
        for schema in SCHEMAS:
            self.new.execute(f"create schema if not exists {schema}")
        whole = BASE if self.has_base else ADDING
        for schema, name in (*tables_in(self.new, whole), *parts_shown(self.new, whole)):
            relation = f'{schema}."{name}"'
            if schema == "raw":
                rows = f"from {whole}.{relation}"
                if self.has_base:
                    rows += f' union all by name from {ADDING}.{ADDED}."{name}"'
                self._write(f"{schema}.{name}", rows)
            elif schema == "reference":
                self.new.execute(f"create table {relation} as from {ADDING}.{relation}")

    def copy_in_order(self, file: SqlFile) -> None:
        """A mart, signal or sum."""
        self._write(file.name, in_its_order(self.new, file, f"from {ADDING}.{file.name}"))

    def _write(self, relation: str, rows: str) -> None:
        """As parts what a store in parts has in them; else, and what has no row, as a table."""
        if self.parts and relation in kept_in_parts():
            if (self.parts.folder / relation).is_dir():
                show_parts(self.new, self.parts, relation)
                return
            if self.new.execute(f"select 1 from ({rows}) limit 1").fetchall():
                write_parts(self.new, self.parts, relation, rows)
                show_parts(self.new, self.parts, relation)
                return
        self.new.execute(f"create table {relation} as {rows}")
