"""What the workers of an engine do for a load: read files, split large ones, judge slices.

Each function here runs on a worker, with what it is handed and nothing else. It reads the files of
the load and what lies in the load's work folder, and leaves its rows there under their name once
they are whole: done twice, it leaves the same.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from analytics import database
from analytics.database import Connection, SliceFiles, SlicesToMerge, SliceTold
from analytics.engines.engine import MEMORY_MEGABYTES
from analytics.intake.archive import SourceFile
from analytics.intake.column_words import canonical_columns
from analytics.intake.faults import is_disk_full
from analytics.intake.reader_process import let_go
from analytics.load.column_choice import ChosenMaps
from analytics.load.reading import FileReader, TakenFile
from analytics.snapshots import patient_key
from analytics.vocabulary import DenialsError, Versions

# As many bytes of text are split at once; less than on one machine, as a worker has less memory.
WORKERS_BATCH_BYTES = 24 << 20
KNOWN = "known"  # the file with the ids of files that are loaded already


@dataclass(frozen=True)
class Workplace:
    """Where workers find what they need: a store, and the work folder of a load in it."""

    store: Path
    folder: Path
    memory_megabytes: int
    versions: Versions

    @staticmethod
    def of(store: Path, folder: Path) -> Workplace:
        """That of a load."""
        return Workplace(store.resolve(), folder.resolve(), MEMORY_MEGABYTES, database.versions())

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder for what does not fit into memory.

        It lies in the work folder: what a worker that is killed leaves there goes with that. Raises
        DenialsError where the worker does not see it, or is of another version.
        """
        os.umask(0o077)  # what is written names patients
        worker = socket.gethostname()
        if not self.folder.is_dir():
            raise DenialsError(
                f"The worker on {worker} cannot see {self.folder}; the data folder must be on "
                "storage that all workers reach under the same path."
            )
        if database.versions() != self.versions:
            raise DenialsError(
                f"The worker on {worker} has another version of this program; install the same "
                "version on every worker."
            )
        try:
            with TemporaryDirectory(prefix="scratch-", dir=self.folder) as scratch:
                yield Path(scratch)
        except Exception as fault:
            if is_disk_full(fault):
                raise DenialsError(
                    f"The disk of {self.store} is full: nothing was loaded, and the current data "
                    "is unchanged."
                ) from None
            raise
        finally:
            let_go()

    @contextmanager
    def connected(self, scratch: Path, *files_to_read: Path) -> Iterator[Connection]:
        """A database in memory that is ready to take files in."""
        with closing(
            database.connect(
                None,
                read_only=False,
                work_folder=scratch,
                memory_megabytes=self.memory_megabytes,
                files_to_read=[self.folder, *files_to_read],
                threads=1,
            )
        ) as connection:
            database.prepare(connection, canonical_columns(), {}, patient_key(self.store))
            yield connection

    def known(self) -> frozenset[str]:
        """The ids of files that are loaded already: they are not read again."""
        return frozenset((self.folder / KNOWN).read_text().split())


@dataclass(frozen=True)
class FilesToRead:
    """Files for one worker, the first with this number; `rows` is where their rows come."""

    place: Workplace
    rows: Path
    sources: tuple[SourceFile, ...]
    first_number: int
    choose_map: ChosenMaps


@dataclass(frozen=True)
class SetsToSplit:
    """Transaction sets of one large file, written by `cut_file`; `rows` is where theirs come."""

    place: Workplace
    sets: Path
    extract: str
    numbers: Mapping[str, int]
    rows: Path


@dataclass(frozen=True)
class FilesRead:
    """What was read, and what of a large file is still to be split.

    Numbers and bytes of text to be split are by file.
    """

    taken: tuple[TakenFile, ...]
    numbers: Mapping[str, int]
    text_bytes: Mapping[str, int]
    sets: tuple[tuple[str, Path], ...] = field(default=())


@dataclass(frozen=True)
class SliceToJudge:
    """A slice of linked claims for one worker."""

    place: Workplace
    handed: SliceFiles


@dataclass(frozen=True)
class MartsToMerge:
    """Judged slices for one worker, to be written as parts of the store."""

    place: Workplace
    handed: SlicesToMerge


def read_files(given: FilesToRead) -> FilesRead:
    """Read files and leave their raw rows."""
    _require_files(given.sources)
    paths = [source.path for source in given.sources]
    with given.place.scratch() as scratch, given.place.connected(scratch, *paths) as connection:
        connection.execute("begin")
        reader = _Reader(connection, given, scratch)
        with closing(reader):
            taken = [each for group in reader.groups(given.sources) for each in group]
        connection.execute("commit")
        refused = [each.file_id for each in taken if each.refusal and each.file_id]
        database.forget_files(connection, refused)
        making = scratch / "rows"
        making.mkdir()
        database.write_raw_rows(connection, making)
        database.put_in_place(making, given.rows)
    return FilesRead(tuple(taken), dict(reader.numbers), dict(reader.text_bytes))


def cut_file(given: FilesToRead) -> FilesRead:
    """Read one large X12 file and leave its transaction sets, to be split by several workers."""
    _require_files(given.sources)
    with given.place.scratch() as scratch, closing(database.connect(None)) as nothing:
        making = scratch / "sets"
        making.mkdir()
        reader = _Cutter(nothing, given, making)
        with closing(reader):
            taken = [each for group in reader.groups(given.sources) for each in group]
        database.put_in_place(making, given.rows)
    sets = tuple((extract, given.rows / name) for extract, name in reader.written)
    return FilesRead(tuple(taken), dict(reader.numbers), dict(reader.text_bytes), sets)


def split_sets(given: SetsToSplit) -> None:
    """Split transaction sets of a large file and leave their raw rows."""
    with given.place.scratch() as scratch, given.place.connected(scratch) as connection:
        database.append_written_sets(connection, given.extract, given.sets, given.numbers)
        making = scratch / "rows"
        making.mkdir()
        database.write_raw_rows(connection, making)
        database.put_in_place(making, given.rows)


def judge_handed(given: SliceToJudge) -> SliceTold:
    """Judge a slice and leave its marts."""
    with given.place.scratch() as scratch:
        return database.judge_slice(given.handed, scratch, given.place.memory_megabytes)


def merge_handed(given: MartsToMerge) -> None:
    """Write the marts of judged slices as parts of the store."""
    with given.place.scratch() as scratch:
        database.merge_slices(given.handed, scratch, given.place.memory_megabytes)


class _Reader(FileReader):
    """Reads files on a worker; one whose content is known, or came before, is passed over."""

    def __init__(self, connection: Connection, given: FilesToRead, scratch: Path) -> None:
        super().__init__(connection, given.choose_map, scratch, lambda _: None, given.first_number)
        self.known = set(given.place.known())

    def _is_loaded(self, file_id: str) -> bool:
        if file_id in self.known:
            return True
        self.known.add(file_id)
        return False

    def _batch_bytes(self) -> int:
        return WORKERS_BATCH_BYTES


class _Cutter(_Reader):
    """Writes the transaction sets of a file, batch by batch, where others would split them."""

    written: list[tuple[str, str]]

    def __init__(self, connection: Connection, given: FilesToRead, folder: Path) -> None:
        super().__init__(connection, given, folder)
        self.written = []

    def _flush(self) -> None:
        for extract, parts in self.waiting.items():
            name = f"{len(self.written):06d}.arrow"
            database.write_sets(self.work_folder / name, parts)
            self.written.append((extract, name))
        self.waiting, self.waiting_bytes = {}, 0


def _require_files(sources: tuple[SourceFile, ...]) -> None:
    """Raise where this worker does not see the folder of a file; a file that went is refused."""
    for source in sources:
        if not source.refusal and not source.path.parent.is_dir():
            raise DenialsError(
                f"The worker on {socket.gethostname()} cannot see {source.path.parent}; what is "
                "loaded must be on storage that all workers reach under the same path."
            )


__all__ = [
    "FilesRead",
    "FilesToRead",
    "MartsToMerge",
    "SetsToSplit",
    "SliceToJudge",
    "Workplace",
    "cut_file",
    "judge_handed",
    "merge_handed",
    "read_files",
    "split_sets",
]
