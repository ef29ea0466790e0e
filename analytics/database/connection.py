"""Opening a database, and reading the files of queries as statements in the right order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

import duckdb

from analytics.sql_files import SqlFile, sql_files
from analytics.vocabulary import SQL_CONSTANTS, Parts, SnapshotFiles

Connection = duckdb.DuckDBPyConnection
Fault = duckdb.Error

# What opens a file that is open already has the settings of the first, once that has all of them.
_opening = Lock()
# A load asks it a hundred times.
_adding: WeakKeyDictionary[Connection, bool] = WeakKeyDictionary()
# Statements any connection can run, by their text; several in one text stay as they are.
_parsed: dict[str, duckdb.Statement | str] = {}
MOST_PARSED = 2_000

SCHEMAS = ("raw", "reference", "staging", "intake", "marts", "review", "signals", "sums")
BASE = "base"  # what the database is called that another one adds to
PLACES = "places"  # the database that knows in which folder parts are
# How rows are written as Parquet files: what is read again at once, and what stays.
PARQUET = "format parquet, parquet_version v2"
PARQUET_KEPT = f"{PARQUET}, compression zstd"
SMALL_BLOCKS = 16_384  # bytes: many tables with few rows each fill no block of the usual 262,144
FEW_ROWS_READ_BYTES = 64 << 20  # of a store: its questions take longer to plan than to answer
# What makes plans better for many rows and takes longer than running them on few.
PAYS_WITH_MANY_ROWS = (
    "aggregate_reuse",
    "common_subexpressions",
    "common_subplan",
    "cte_filter_pusher",
    "cte_inlining",
    "duplicate_groups",
    "expression_rewriter",
    "join_elimination",
    "join_filter_pushdown",
    "join_order",
    "outer_join_simplification",
    "partial_aggregate_pushdown",
    "projection_placement",
    "projection_pullup",
    "statistics_propagation",
)
_MAKES = re.compile(r"\bmacro (\w+\.\w+)")
_CALLS = re.compile(r"\b(\w+\.\w+)\(")
_READS = re.compile(r"\b(?:from|join)\s+((?:temp|raw|reference|staging|marts)\.\w+)")


def connect(
    where: Path | SnapshotFiles | None,
    read_only: bool = True,
    work_folder: Path | None = None,
    memory_megabytes: int | None = None,
    files_to_read: Sequence[Path] = (),
    beside: Mapping[str, Path] | None = None,
    is_small: bool = False,
    has_few_rows: bool = False,
    threads: int | None = None,
    parts: Sequence[Parts] = (),
) -> Connection:
    """Open a database file, a snapshot, or a database in memory (None).

    The base of a snapshot that adds to one is the database `base`; it is only read, ever, as are
    those of `beside`, by their names. A file that is new and stays small (`is_small`) is written in
    small blocks: each of a hundred tables fills at least one. Where all it is asked about is a few
    thousand rows (`has_few_rows`, or a small file that is read), statements are planned with less
    care and run on one core: planning is most of what they take.
    What does not fit into `memory_megabytes` is written to `work_folder` meanwhile. No other file
    of the machine is read than those of `work_folder` and `files_to_read` (files, or folders with
    all below), whatever a statement says; nothing is fetched, and no setting changed afterwards.
    `threads` says how many cores it may use; else all there are. Views over `parts`, or over those
    of the snapshot, read them where they are.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allow_persistent_secrets": False,
    }
    if work_folder:
        settings["temp_directory"] = str(work_folder)
    if memory_megabytes:
        settings["memory_limit"] = f"{memory_megabytes}MB"
    path, base = where if isinstance(where, Path) else None, None
    if isinstance(where, SnapshotFiles):
        path, base = where.path, where.base
        parts = (where.parts, *parts) if where.parts else parts
    reads_few_rows = (
        path and read_only and not parts and byte_count_of(path, base) < FEW_ROWS_READ_BYTES
    )
    if has_few_rows or reads_few_rows:
        settings |= {"threads": 1, "disabled_optimizers": ",".join(PAYS_WITH_MANY_ROWS)}
    if threads:
        settings["threads"] = threads
    if (base or is_small) and path and not path.exists():
        settings["default_block_size"] = SMALL_BLOCKS
    folders = [each.folder for each in parts]
    # A name that is not text is read from a copy in the work folder: SQL could not say it.
    readable = [str(each) for each in (work_folder, *files_to_read, *folders) if each]
    readable = [name for name in readable if _is_text(name)]
    with _opening:
        connection = (
            duckdb.connect(config=settings)
            if path is None
            else duckdb.connect(str(path), read_only=read_only, config=settings)
        )
        try:
            for name, other in ({BASE: base} if base else beside or {}).items():
                _attach(connection, other, name)
            if parts:
                _place_parts(connection, parts)
            _shut_off(connection, readable)
        except duckdb.Error:
            connection.close()
            raise
    return connection


def byte_count_of(*paths: Path | None) -> int:
    """The bytes of these files, and of all in these folders; what is not there has none."""
    files = (file for path in paths if path for file in (path, *path.rglob("*")))
    return sum(file.stat().st_size for file in files if file.is_file())


def run(
    connection: Connection, statement: str, values: Mapping[str, object] | None = None
) -> Connection:
    """Run a statement that is run again and again; what it gave is fetched from the connection.

    It is parsed once in a process: for a few rows that takes a sixth of the time.
    """
    parsed = _parsed.get(statement)
    if parsed is None:
        if len(_parsed) >= MOST_PARSED:
            _parsed.clear()
        several = connection.extract_statements(statement)
        parsed = _parsed[statement] = several[0] if len(several) == 1 else statement
    return connection.execute(parsed, values)


def quoted(path: Path) -> str:
    """A path as it stands between quotes in a statement that takes no parameter there."""
    return str(path).replace("'", "''")


def listed(paths: Iterable[Path]) -> str:
    """Paths as a list in a statement: not as a pattern, as a folder may have any name."""
    return "[" + ", ".join(f"'{quoted(path)}'" for path in paths) + "]"


def _attach(connection: Connection, path: Path, name: str) -> None:
    """Let a connection read another database, under a name; nothing if it does already."""
    if not _is_beside(connection, name):
        connection.execute(f"attach if not exists '{quoted(path)}' as {name} (read_only)")


def _place_parts(connection: Connection, parts: Sequence[Parts]) -> None:
    """Tell views where parts are: a store may be moved, and parts get their name when published.

    In a database of its own, as the others may only be read.
    """
    folders = {each.number: quoted(each.folder) for each in parts}
    cases = " ".join(f"when {number} then '{folder}'" for number, folder in folders.items())
    connection.execute(f"attach if not exists ':memory:' as {PLACES} (read_write)")
    connection.execute(
        f"create or replace macro {PLACES}.main.parts(number) as case number {cases} end"
    )


def adds_to_base(connection: Connection) -> bool:
    """Whether the database adds to a base, which is attached where it is opened, or never."""
    if connection not in _adding:
        _adding[connection] = _is_beside(connection, BASE)
    return _adding[connection]


def _is_beside(connection: Connection, name: str) -> bool:
    there = (
        "select 1 from duckdb_databases()"
        " where database_name = $name and database_name != current_database()"
    )
    return bool(connection.execute(there, {"name": name}).fetchall())


def _is_text(name: str) -> bool:
    """Whether a file's name is of letters, and not of bytes that are none."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _shut_off(connection: Connection, readable: list[str]) -> None:
    """Let a connection read these files and folders and nothing else, for good.

    A file that this process has open already keeps the settings it was first opened with.
    """
    (is_locked,) = connection.execute("select current_setting('lock_configuration')").fetchall()[0]
    if is_locked:
        return
    if readable:
        connection.execute("set allowed_directories = $readable", {"readable": readable})
        connection.execute("set allowed_paths = $readable", {"readable": readable})
    # A process without a script of its own (a worker's) counts as interactive: it would draw it
    # among the results.
    connection.execute("set enable_progress_bar = false")
    connection.execute("set enable_external_access = false")
    connection.execute("set allowed_configs = ['preserve_insertion_order']")  # see extract_rows
    connection.execute("set lock_configuration = true")


def begin_anew(connection: Connection, is_kept: bool = True) -> None:
    """End the transaction, keeping what it did or not, and begin the next."""
    connection.execute("commit" if is_kept else "rollback")
    if not is_kept:  # it may have stopped where rows were kept in order (read_extract)
        connection.execute("set preserve_insertion_order = false")
    connection.execute("begin")


def is_of_the_machine(fault: Exception) -> bool:
    """Whether an error tells of the disk, of memory or of being stopped, not of what was read."""
    kinds = (
        duckdb.IOException,
        duckdb.OutOfMemoryException,
        duckdb.InterruptException,
        duckdb.ConnectionException,
        duckdb.FatalException,
        duckdb.InternalException,
    )
    # A file that went while it was read is an input error too, and no fault of the disk.
    return isinstance(fault, kinds) and "No files found" not in str(fault)


def is_out_of_memory(fault: Exception) -> bool:
    """Whether an error says that memory did not suffice."""
    return isinstance(fault, (duckdb.OutOfMemoryException, MemoryError))


def in_order(files: Sequence[SqlFile]) -> list[SqlFile]:
    """The files, each after those whose relations it reads."""
    return _sorted({file.name: file for file in files}, _READS)


def reads(file: SqlFile) -> set[str]:
    """The relations a file reads."""
    return set(_found(_READS, file.statement())) - {file.name}


def create_functions(connection: Connection, schema: str) -> None:
    """Make the functions of queries/functions that live in a schema.

    Before those of staging, which all others stand on, the constants: schema `reference` is there.
    """
    for name, value in SQL_CONSTANTS.items() if schema == "staging" else ():
        connection.execute(f"create or replace macro reference.{name}() as {value}")
    for file in _functions_in_order():
        if f"macro {schema}." in file.text:
            connection.execute(file.text)


@cache
def _functions_in_order() -> tuple[SqlFile, ...]:
    made = {name: file for file in sql_files("functions") for name in _MAKES.findall(file.text)}
    return tuple({file.name: file for file in _sorted(made, _CALLS)}.values())


def _sorted(by_name: Mapping[str, SqlFile], uses: re.Pattern[str]) -> list[SqlFile]:
    """Files in an order in which each stands after those whose names it uses."""
    needs = {
        name: {
            used
            for used in (*_found(uses, file.statement()), *file.needs)
            if used in by_name and by_name[used] is not file
        }
        for name, file in sorted(by_name.items())
    }
    return [by_name[name] for name in TopologicalSorter(needs).static_order()]


@cache
def _found(pattern: re.Pattern[str], statement: str) -> tuple[str, ...]:
    """All that a pattern finds: a load asks the same of the same files again and again."""
    return tuple(pattern.findall(statement))


def statement_of(file: SqlFile) -> str:
    """The statement that makes a file's relation, without its semicolon."""
    return file.text.rstrip("; \n")
