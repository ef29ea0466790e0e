"""Damaged inputs by the thousand: what a load, and `check` after it, make of each.

One store in memory takes them in groups, as a load does, and is emptied after each group. Counted
are errors that are no refusal, inputs that take too long, rows of refused files that stay, and
faults that `check` finds in what was accepted; each should be none.
"""

from __future__ import annotations

import random
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from analytics import database
from analytics.database import Connection
from analytics.intake.archive import SourceFile, expand
from analytics.intake.column_words import canonical_columns
from analytics.intake.reader_process import let_go
from analytics.load import one_by_one, reading
from analytics.load.file_faults import not_readable
from analytics.load.one_by_one import settle_each
from analytics.load.reading import FileReader, TakenFile
from analytics.load.reports import FileReport
from benchmarks.mutations import mutated, originals

BATCH = 200
MOST_SECONDS = 10.0
CHECKED_AS = "check"
OTHERS = (".csv", ".tsv", ".xlsx", ".parquet", ".zip", ".gz")


@dataclass
class Findings:
    """What came of all inputs, and the inputs that should not have come to that."""

    statuses: Counter = field(default_factory=Counter)
    faults: list[tuple[str, str, bytes]] = field(default_factory=list)
    input_count: int = 0
    slowest_seconds: float = 0.0

    def count(self, kind: str) -> int:
        """How many inputs have a fault of a kind: error, slow, rows left, check."""
        return sum(found == kind for found, _, _ in self.faults)

    def line(self) -> str:
        """All of it in one line."""
        statuses = ", ".join(f"{n:,} {status}" for status, n in sorted(self.statuses.items()))
        return (
            f"{self.input_count:,} inputs ({statuses} files): {self.count('error')} errors, "
            f"{self.count('slow')} over {MOST_SECONDS:.0f} s "
            f"(slowest group {self.slowest_seconds:.1f} s an input), "
            f"{self.count('rows left')} with rows of refused files left, "
            f"{self.count(CHECKED_AS)} accepted that check does not accept."
        )


def measure_fuzz(input_count: int, seed: int) -> None:
    """Take in so many inputs, print what came of them, and keep those at fault to be looked at."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    print(f"Inputs at fault are kept in {folder}.")
    said_at, kept = time.monotonic(), 0
    for found in fuzzed(input_count, seed):
        for number, (kind, words, content) in enumerate(found.faults[kept:], start=kept):
            (folder / f"{number:03d} {kind}.bin").write_bytes(content)
            (folder / f"{number:03d} {kind}.txt").write_text(words)
        kept = len(found.faults)
        if found.input_count == input_count or time.monotonic() - said_at > 60:
            said_at = time.monotonic()
            print(found.line(), flush=True)


def fuzz(input_count: int, seed: int) -> Findings:
    """What came of so many inputs; the same seed makes the same ones."""
    *_, found = fuzzed(input_count, seed)
    return found


def fuzzed(input_count: int, seed: int) -> Iterator[Findings]:
    """What came of the inputs so far, after each batch of them."""
    chance, files, found = random.Random(seed), originals(), Findings()
    # X12 is what most files are, and what can be damaged in most ways.
    names = [name for name in files for _ in range(1 if name.endswith(OTHERS) else 4)]
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        connection = database.connect(
            None,
            read_only=False,
            memory_megabytes=1200,
            files_to_read=[room],
            has_few_rows=True,  # as loads of so little are planned
        )
        try:
            database.prepare(connection, canonical_columns(), {}, bytes(32))
            for start in range(0, input_count, BATCH):
                count = min(BATCH, input_count - start)
                batch = [mutated(chance, name, files) for name in chance.choices(names, k=count)]
                _take(connection, room, batch, found)
                yield found
        finally:
            let_go()
            connection.close()


def _take(connection: Connection, room: Path, batch: list[bytes], found: Findings) -> None:
    """Take a batch in and check it; of one that check faults, find the input by halving."""
    _take_group(connection, room, batch, found)
    fault = _fault_of_all(connection)
    _empty(connection)
    if not fault:
        return
    halves, alone = [batch], batch
    while halves:
        alone = halves.pop()
        if len(alone) == 1:
            break
        for half in (alone[: len(alone) // 2], alone[len(alone) // 2 :]):
            _take_group(connection, room, half, Findings())
            if _fault_of_all(connection):
                halves.append(half)
            _empty(connection)
    found.faults.append((*fault, b"\n-----\n".join(alone)))


def _take_group(connection: Connection, room: Path, group: list[bytes], found: Findings) -> None:
    """Read and settle a group as a load does."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=room) as folder, _errors_noted() as errors:
        paths = []
        for number, content in enumerate(group):
            paths.append(Path(folder) / f"{number}.bin")
            paths[-1].write_bytes(content)
        try:
            reports, slow = _loaded(connection, paths, Path(folder) / "work")
            found.statuses += Counter(report.status for report in reports)
            names = [r.file_name for r in reports if r.message == not_readable(r.file_name)]
            found.faults += [
                ("error", f"{name}\n{words}", group[_place(name)])
                for name, words in zip_longest(names, errors, fillvalue="0.bin")
            ]
            for words in slow:
                # On a busy machine anything may take long once.
                again = group[_place(words)]
                if len(group) == 1 or _is_slow(connection, room, again):
                    found.faults.append(("slow", words, again))
        except Exception:
            found.faults.append(("error", traceback.format_exc(), b"\n-----\n".join(group)))
            connection.execute("rollback")
            connection.execute("begin")
    seconds = time.monotonic() - started
    found.slowest_seconds = max(found.slowest_seconds, seconds / len(group))
    found.input_count += len(group)


def _is_slow(connection: Connection, room: Path, content: bytes) -> bool:
    """Whether an input takes too long by itself too."""
    alone = Findings()
    _take_group(connection, room, [content], alone)
    return alone.count("slow") > 0


def _place(name: str) -> int:
    """The place in its group of the input that a file name tells of: "12.bin/a.835"."""
    return int(name.split(".")[0])


def _fault_of_all(connection: Connection) -> tuple[str, str] | None:
    """What is wrong with what was taken in: its kind, and words on it."""
    if left := _rows_left(connection):
        return "rows left", left
    try:
        database.build_models(connection)
        checks = database.run_checks(connection)
    except Exception:
        return "error", traceback.format_exc()
    words = [f"{row.check_name}\n{row.first_rows}" for row in checks if row.offending_row_count]
    return (CHECKED_AS, "\n".join(words)) if words else None


def _loaded(
    connection: Connection, paths: list[Path], work: Path
) -> tuple[list[FileReport], list[str]]:
    """The reports of files, read and settled as a load does it, and which took too long."""
    reports: list[FileReport] = []
    work.mkdir()
    connection.execute("begin")
    reader = _TimedReader(connection, lambda source, headers: None, work, lambda progress: None)
    try:
        for group in reader.groups(expand(paths, work / "unpacked")):
            reports += settle_each(connection, group, 1)
    finally:
        reader.close()
    connection.execute("commit")
    return reports, reader.slow


class _TimedReader(FileReader):
    """Reads files as a load does, noting each that takes too long to be unpacked or read."""

    slow: list[str]

    def groups(self, sources: Iterable[SourceFile]) -> Iterator[list[TakenFile]]:
        """The files in groups, each unpacked against the clock."""
        self.slow = []
        return super().groups(self._unpacked(iter(sources)))

    def _unpacked(self, sources: Iterator[SourceFile]) -> Iterator[SourceFile]:
        while True:
            started = time.monotonic()
            source = next(sources, None)
            if source is None:
                return
            self._note(source.display_name, started)
            yield source

    def _read(self, source: SourceFile, file_id: str) -> TakenFile:
        started = time.monotonic()
        try:
            return super()._read(source, file_id)
        finally:
            self._note(source.display_name, started)

    def _note(self, name: str, started: float) -> None:
        seconds = time.monotonic() - started
        if seconds > MOST_SECONDS:
            self.slow.append(f"{name} took {seconds:.0f} s")


@contextmanager
def _errors_noted() -> Iterator[list[str]]:
    """Every error that a load turns into a refusal of the file, with where it came from."""
    noted: list[str] = []
    judge = reading.is_of_the_file

    def note(fault: Exception) -> bool:
        noted.append("".join(traceback.format_exception(fault)))
        return judge(fault)

    reading.is_of_the_file = one_by_one.is_of_the_file = note
    try:
        yield noted
    finally:
        reading.is_of_the_file = one_by_one.is_of_the_file = judge


def _rows_left(connection: Connection) -> str:
    """The raw tables in which rows of files are that are not loaded, "" if there are none."""
    tables = []
    for table in _tables_of_files(connection):
        count = connection.execute(
            f"select count(*) from {table} where file_id not in"
            " (select file_id from raw.files where status = 'loaded')"
        ).fetchone()[0]
        tables += [f"{table}: {count}"] if count else []
    return ", ".join(tables)


def _tables_of_files(connection: Connection) -> list[str]:
    """The raw tables that hold rows of files."""
    rows = connection.execute(
        "select table_name from duckdb_columns()"
        " where schema_name = 'raw' and column_name = 'file_id' and table_name != 'files'"
        " order by table_name"
    )
    return [f"raw.{name}" for (name,) in rows.fetchall()]


def _empty(connection: Connection) -> None:
    """Nothing of a batch stays for the next."""
    for table in [*_tables_of_files(connection), "raw.files"]:
        connection.execute(f"delete from {table}")
