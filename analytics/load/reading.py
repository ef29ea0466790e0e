"""Files into the raw tables, several small ones or a part of a large one at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from pathlib import Path

from analytics import database
from analytics.database import Connection
from analytics.intake import x12
from analytics.intake.archive import SourceFile
from analytics.intake.column_maps import ColumnMap
from analytics.intake.envelopes import Finding
from analytics.intake.extracts import PreparedExtract, on_unread_sheets, prepare, preview
from analytics.intake.file_kinds import kind_of
from analytics.load.file_faults import is_of_the_file, not_readable
from analytics.load.reports import Progress, Reporter
from analytics.load.set_kinds import (
    LOOP_TAGS,
    SET_KINDS,
    file_kind,
    tell_277,
    unread_kind,
    what_it_holds,
)
from analytics.vocabulary import RefusedFile

# Large, since ending a transaction with each costs the more the less is in it.
BATCH_BYTES = 64 << 20
GROUP_FILES = 200
# What a part costs beside its text: there are files of a million tiny sets.
PART_BYTES = 2_000

MapChooser = Callable[[SourceFile, tuple[str, ...]], ColumnMap | None]


@dataclass(frozen=True)
class TakenFile:
    """A file as it was read: what its envelope says, or the sentence why it cannot be loaded."""

    file_name: str
    file_id: str
    kind: str
    byte_count: int
    envelope: x12.Envelope = field(default_factory=x12.Envelope)
    refusal: str = ""


class FileReader:
    """Reads files into raw tables; small files wait until there is a batch worth splitting.

    While the database splits one batch of X12 files, the next is read: `splitting` is the batch in
    work, and nothing else touches the connection until it is done. Rows of extracts wait in the
    database (`extracts`).
    """

    def __init__(
        self,
        connection: Connection,
        choose_map: MapChooser,
        work_folder: Path,
        tell: Reporter,
        first_number: int | None = None,
    ) -> None:
        """`first_number` is that of the first file; else the next that the database gives."""
        self.connection = connection
        self.choose_map = choose_map
        self.work_folder = work_folder
        self.tell = tell
        self.waiting: dict[str, list[tuple[str, x12.SetPart]]] = {}
        self.waiting_bytes = 0
        self.worker = ThreadPoolExecutor(max_workers=1)
        self.splitting: Future[None] | None = None
        self.batch_count = 0
        self.in_work: dict[str, list[tuple[str, x12.SetPart]]] = {}
        self.not_split: set[str] = set()
        self.extracts: list[str] = []
        self.extract_bytes = 0
        self.loaded_before: set[str] | None = None
        self.first_number = first_number or database.next_file_number(connection)
        self.numbers: dict[str, int] = {}
        self.text_bytes: dict[str, int] = {}

    def groups(self, sources: Iterable[SourceFile]) -> Iterator[list[TakenFile]]:
        """Read files; give them out in groups whose rows are all in the raw tables.

        The caller settles a group before it asks for the next. A group ends before a file whose
        content it already has, so that the second is known for what it is. Files are numbered as
        they come, whatever becomes of them.
        """
        group: list[TakenFile] = []
        for number, source in enumerate(sources, self.first_number):
            source, file_id = _known_by_content(source)
            self.numbers.setdefault(file_id, number)
            if file_id in {taken.file_id for taken in group} - {""}:
                yield self._finished(group)
                group, self.loaded_before = [], None
            had_batches = self.batch_count
            group.append(self._read(source, file_id))
            if self.batch_count > had_batches or len(group) >= GROUP_FILES:
                yield self._finished(group)
                group, self.loaded_before = [], None
        finished = self._finished(group)
        if finished:
            yield finished

    def close(self) -> None:
        """Let go of the connection, even in the middle of a batch."""
        while self.splitting and not self.splitting.done():
            self.connection.interrupt()
            wait([self.splitting], timeout=0.1)
        self.worker.shutdown()

    def _read(self, source: SourceFile, file_id: str) -> TakenFile:
        taken = TakenFile(source.display_name, file_id, "unknown", source.byte_count)
        if source.refusal:
            return replace(taken, refusal=source.refusal)
        try:
            kind = kind_of(source.path)
            taken = replace(taken, kind=kind)
            if taken.file_id and self._is_loaded(file_id):
                return taken
            if kind == "x12":
                taken = self._read_x12(source, taken)
            else:
                self._read_extract(source, taken)
        except RefusedFile as refused:
            sentence = str(refused).replace(f"{source.path.stem}.readable.csv", source.path.name, 1)
            sentence = sentence.replace(source.path.name, source.display_name, 1)
            sets = taken.envelope.sets
            name = file_kind(sets) or unread_kind(sets) or taken.kind
            if not sets and taken.envelope.answers_interchange:
                name = "TA1"
            return replace(taken, kind=name, refusal=sentence)
        except Exception as fault:
            if not is_of_the_file(fault):
                raise
            return replace(taken, refusal=not_readable(source.display_name))
        return taken

    def _is_loaded(self, file_id: str) -> bool:
        """Whether the content was there before this group; within it, no content comes twice."""
        if self.loaded_before is None:
            self._wait()
            copies = database.about_files(self.connection, "earlier_copies")
            self.loaded_before = {copy["file_id"] for copy in copies}
        return file_id in self.loaded_before

    def _read_x12(self, source: SourceFile, taken: TakenFile) -> TakenFile:
        sets = taken.envelope.sets
        with source.path.open("rb") as stream:
            for part in x12.read_parts(stream, taken.envelope, LOOP_TAGS):
                kind = SET_KINDS.get(_kind_read(taken.envelope, part))
                if kind:
                    self.waiting.setdefault(kind.extract, []).append((taken.file_id, part))
                    byte_count = len(part.body) + PART_BYTES
                    self.waiting_bytes += byte_count
                    told = self.text_bytes.get(taken.file_id, 0)
                    self.text_bytes[taken.file_id] = told + byte_count
                if self.waiting_bytes >= self._batch_bytes():
                    self._flush()
                    self._say(source, stream.tell())
        taken = replace(taken, kind=file_kind(sets))
        if not taken.kind:
            raise RefusedFile(
                f"{source.display_name} holds {what_it_holds(sets)}, and no figure counts it; "
                "remittances (835), claims (837), acknowledgments (277CA, 999) and requests for "
                "information (277 X213) are what is read here."
            )
        self._say(source, source.byte_count)
        return taken

    def _read_extract(self, source: SourceFile, taken: TakenFile) -> None:
        if taken.kind == "unknown":
            raise RefusedFile(
                f"{source.display_name} is neither X12 nor a table with columns; nothing in it can "
                "be read as remittances."
            )
        self._wait()
        chosen = self.choose_map(source, preview(source.path).headers)
        prepared = prepare(source.path, chosen, self.work_folder)
        text_bytes = prepared.path.stat().st_size  # a workbook is a tenth of its text
        try:
            numbered = {taken.file_id: self.numbers[taken.file_id]}
            database.number_files(self.connection, numbered)
            if not self.extracts:
                database.create_extract_tables(self.connection, list(prepared.positions))
            database.read_extract(self.connection, taken.file_id, prepared)
        except Exception:
            database.begin_anew(self.connection, is_kept=False)
            raise
        if prepared.unread_sheet_count:
            taken.envelope.findings.append(_unread_sheets(prepared))
        # What came before is kept, whatever becomes of the next file.
        database.begin_anew(self.connection)
        self.extracts.append(taken.file_id)
        self.extract_bytes += text_bytes
        if self.extract_bytes >= self._batch_bytes():
            self._split_extracts()
        self._say(source, source.byte_count)

    def _split_extracts(self) -> None:
        """Split the rows of extracts that wait; where that fails, to know of which, one by one."""
        waiting, self.extracts, self.extract_bytes = self.extracts, [], 0
        if not waiting or self._are_extracts_split():
            return
        database.put_extracts_aside(self.connection)
        database.begin_anew(self.connection)
        for file_id in waiting:
            database.take_extract(self.connection, file_id)
            if not self._are_extracts_split():
                self.not_split.add(file_id)

    def _are_extracts_split(self) -> bool:
        """Split the rows of extracts in hand; whether that could be done."""
        try:
            database.append_batch(self.connection, "csv")
        except Exception as fault:
            database.begin_anew(self.connection, is_kept=False)
            if not is_of_the_file(fault):
                raise
            return False
        database.begin_anew(self.connection)
        return True

    def _batch_bytes(self) -> int:
        """So much is split at once."""
        return BATCH_BYTES

    def _flush(self) -> None:
        """Let the database split what waits, once it is done with the batch before."""
        self._wait()
        if self.waiting:
            self.splitting = self.worker.submit(self._split, self.waiting)
            self.in_work = self.waiting
            self.batch_count += 1
        self.waiting, self.waiting_bytes = {}, 0

    def _wait(self) -> None:
        if self.splitting:
            splitting, self.splitting = self.splitting, None
            try:
                splitting.result()
            except Exception as fault:
                if not is_of_the_file(fault):
                    raise
                self._split_one_by_one()

    def _split_one_by_one(self) -> None:
        """Split a batch that could not be split at once, to know which file of it is at fault."""
        database.begin_anew(self.connection, is_kept=False)
        for extract, parts in self.in_work.items():
            for file_id, part in parts:
                if file_id in self.not_split:
                    continue
                try:
                    self._split({extract: [(file_id, part)]})
                except Exception as fault:
                    if not is_of_the_file(fault):
                        raise
                    database.begin_anew(self.connection, is_kept=False)
                    self.not_split.add(file_id)

    def _split(self, waiting: Mapping[str, Sequence[tuple[str, x12.SetPart]]]) -> None:
        """Split a batch into the raw tables and end the transaction with it.

        A transaction holds in memory what it has replaced, and so every batch of a large file. What
        is committed is still only the draft: a file that is refused in the end is taken out again.
        """
        ids = {file_id for parts in waiting.values() for file_id, _ in parts}
        database.number_files(self.connection, {each: self.numbers[each] for each in sorted(ids)})
        for extract, parts in waiting.items():
            database.append_sets(self.connection, extract, parts)
        database.begin_anew(self.connection)

    def _finished(self, group: list[TakenFile]) -> list[TakenFile]:
        """The files of a group when all their rows are there, or it is known whose are not."""
        self._flush()
        self._wait()
        self._split_extracts()
        finished = [
            replace(taken, refusal=not_readable(taken.file_name))
            if taken.file_id in self.not_split and not taken.refusal
            else taken
            for taken in group
        ]
        self.not_split = set()
        return finished

    def _say(self, source: SourceFile, done_bytes: int) -> None:
        self.tell(Progress(source.display_name, done_bytes, source.byte_count, "reading"))


def _kind_read(envelope: x12.Envelope, part: x12.SetPart) -> str:
    """The kind a set is read as; a 277 that is not read among sets that are is said."""
    found = envelope.sets[part.transaction_set_number - 1]
    if found.kind == "277" and part.part_number == 1:
        found.read_as = tell_277(found.version, part.body)
        if found.read_as not in SET_KINDS:
            message = "A claim status answer (277, guide X212) is in the file; it is not read here."
            place = found.number, found.first_segment_number
            envelope.findings.append(
                Finding(*place, "set_not_read", "277 X212", "277 X214 or X213", message)
            )
    return found.read_as


def _unread_sheets(prepared: PreparedExtract) -> Finding:
    """That other sheets of a workbook look like tables of claims and were not read."""
    count = prepared.unread_sheet_count
    return Finding(
        None, prepared.header_row_number, "sheets_not_read",
        f"{count} more {'sheet' if count == 1 else 'sheets'} with such headers",
        "one sheet of claims",
        on_unread_sheets(count),
    )  # fmt: skip


def _known_by_content(source: SourceFile) -> tuple[SourceFile, str]:
    """A file and the key of its content; refused, without one, if the system does not let us."""
    if source.refusal:
        return source, ""
    try:
        with source.path.open("rb") as file:
            return source, hashlib.file_digest(file, "sha256").hexdigest()[:12]
    except OSError as error:
        sentence = f"{source.display_name} cannot be read: {error.strerror}."
        return replace(source, refusal=sentence), ""
