"""Files read by the workers of an engine: handed out, and their rows taken in as they come."""

from __future__ import annotations

import shutil
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

from analytics import database
from analytics.database import Connection
from analytics.intake.archive import SourceFile
from analytics.intake.file_kinds import kind_of
from analytics.load import tasks
from analytics.load.column_choice import ChosenMaps
from analytics.load.reading import BATCH_BYTES, GROUP_FILES, TakenFile
from analytics.load.reports import Progress, Reporter
from analytics.load.spread import Spread
from analytics.load.tasks import FilesRead, FilesToRead, SetsToSplit
from analytics.vocabulary import RefusedFile

# So much for one worker at a time; an X12 file that is larger is cut by transaction sets.
TASK_BYTES = 32 << 20
# So many are handed out before the rows of the first are taken in: they wait on disk.
AHEAD_OF_WORKER = 3


@dataclass(eq=False)
class _Handed:
    """Files that were handed to a worker, and, of a large one, what others split of it."""

    given: FilesToRead
    answer: Future[FilesRead]
    splits: list[tuple[SetsToSplit, Future[None]]] = field(default_factory=list)
    are_handed_out: threading.Event = field(default_factory=threading.Event)
    is_taken: bool = False  # all its files are in groups


class SpreadReader:
    """Has files read by workers, and gives them out in groups, as `FileReader` does."""

    def __init__(
        self,
        connection: Connection,
        choose_map: ChosenMaps,
        work_folder: Path,
        tell: Reporter,
        spread: Spread,
    ) -> None:
        self.connection = connection
        self.choose_map = choose_map
        self.tell = tell
        self.spread = spread
        self.folder = work_folder / "rows"
        self.unpacked = work_folder / "unpacked"
        self.first_number = database.next_file_number(connection)
        self.handed_count = 0
        self.seen: set[str] = set()
        self.group: list[tuple[TakenFile, _Handed]] = []
        self.text_bytes = 0
        self.of_group: list[_Handed] = []

    def groups(self, sources: Iterable[SourceFile]) -> Iterator[list[TakenFile]]:
        """Have files read; give them out in groups whose rows are all in the raw tables."""
        self.folder.mkdir()
        known = (
            copy["file_id"] for copy in database.about_files(self.connection, "earlier_copies")
        )
        (self.folder.parent / tasks.KNOWN).write_text("\n".join(known))
        ahead = AHEAD_OF_WORKER * self.spread.engine.worker_count
        handed: deque[_Handed] = deque()
        for several in self._several(sources):
            handed.append(self._hand_out(several))
            if len(handed) >= ahead:
                yield from self._taken(handed.popleft())
        while handed:
            yield from self._taken(handed.popleft())
        if self.group:
            yield self._finished()

    def close(self) -> None:
        """Nothing is held: the engine ends what runs."""

    def _several(self, sources: Iterable[SourceFile]) -> Iterator[tuple[SourceFile, ...]]:
        """Files for one worker each: several small ones, or a large one."""
        several: list[SourceFile] = []
        byte_count = 0
        for source in sources:
            if several and (
                byte_count + source.byte_count > TASK_BYTES or len(several) >= GROUP_FILES
            ):
                yield tuple(several)
                several, byte_count = [], 0
            several.append(self._kept(source, len(several)))
            byte_count += source.byte_count
        if several:
            yield tuple(several)

    def _kept(self, source: SourceFile, place: int) -> SourceFile:
        """A file that stays; one out of an archive is there only until the next is asked for."""
        if source.refusal or not source.path.is_relative_to(self.unpacked):
            return replace(source, path=source.path.absolute())
        path = self.folder / f"member-{self.handed_count}-{place}"
        source.path.rename(path)
        return replace(source, path=path)

    def _hand_out(self, sources: tuple[SourceFile, ...]) -> _Handed:
        self.handed_count += 1
        number, self.first_number = self.first_number, self.first_number + len(sources)
        rows = self.folder / str(self.handed_count)
        given = FilesToRead(self.spread.place, rows, sources, number, self.choose_map)
        work: Callable[[FilesToRead], FilesRead] = tasks.read_files
        if len(sources) == 1 and sources[0].byte_count > TASK_BYTES and _is_x12(sources[0]):
            work = tasks.cut_file
        handed = _Handed(given, self.spread.engine.submit(work, given))
        handed.answer.add_done_callback(lambda answer: self._hand_out_sets(handed, answer))
        return handed

    def _hand_out_sets(self, handed: _Handed, answer: Future[FilesRead]) -> None:
        """Have what a worker cut split by others, as soon as it is there."""
        try:
            if not answer.cancelled() and not answer.exception():
                self._hand_out_each(handed, answer.result())
        finally:
            handed.are_handed_out.set()

    def _hand_out_each(self, handed: _Handed, read: FilesRead) -> None:
        if any(taken.refusal for taken in read.taken):
            return
        for place, (extract, sets) in enumerate(read.sets):
            rows = handed.given.rows.with_name(f"{handed.given.rows.name}-{place}")
            split = SetsToSplit(self.spread.place, sets, extract, read.numbers, rows)
            handed.splits.append((split, self.spread.engine.submit(tasks.split_sets, split)))

    def _taken(self, handed: _Handed) -> Iterator[list[TakenFile]]:
        """The groups that end with a file of these, as a worker read them.

        They end where one machine's do: before a file whose content they already have, and after
        so many files or so much text. Which claims count as already loaded depends on it.
        """
        read = handed.answer.result()
        handed.are_handed_out.wait()
        for _, done in handed.splits:
            done.result()
        for taken, source in zip(read.taken, handed.given.sources, strict=True):
            if taken.file_id and taken.file_id in {each.file_id for each, _ in self.group}:
                yield self._finished()
            if taken.file_id and taken.file_id in self.seen:
                taken = self._known_again(taken)
            self.group.append((taken, handed))
            self.text_bytes += read.text_bytes.get(taken.file_id, 0)
            self.tell(Progress(taken.file_name, taken.byte_count, taken.byte_count, "reading"))
            if source.path.is_relative_to(self.folder):
                source.path.unlink(missing_ok=True)
            if len(self.group) >= GROUP_FILES or self.text_bytes >= BATCH_BYTES:
                yield self._finished()
        handed.is_taken = True

    def _finished(self) -> list[TakenFile]:
        """The group in hand, once its rows are in the raw tables.

        The same content may have been read by two workers: only the first is taken in.
        """
        finished = [taken for taken, _ in self.group]
        for handed in dict.fromkeys((*self.of_group, *(handed for _, handed in self.group))):
            own = {taken.file_id for taken, by in self.group if by is handed and not taken.refusal}
            rows = [handed.given.rows, *(split.rows for split, _ in handed.splits)]
            database.take_raw_rows(self.connection, rows, own - self.seen)
            numbers = handed.answer.result().numbers
            database.number_files(
                self.connection, {each: numbers[each] for each in own - self.seen if each}
            )
            for folder in rows if handed.is_taken else ():
                shutil.rmtree(folder, ignore_errors=True)
        self.seen.update(taken.file_id for taken in finished)
        # A worker's rows are removed with the last group that has a file of them.
        still = (handed for _, handed in self.group if not handed.is_taken)
        self.of_group = list(dict.fromkeys(still))
        self.group, self.text_bytes = [], 0
        return finished

    def _known_again(self, taken: TakenFile) -> TakenFile:
        """A file whose content came before in this load; refused as the one before was."""
        for earlier in database.about_files(self.connection, "earlier_refusals"):
            if earlier["file_id"] == taken.file_id:
                sentence = earlier["message"].replace(earlier["file_name"], taken.file_name, 1)
                return replace(taken, kind=earlier["file_kind"], refusal=sentence)
        return taken


def _is_x12(source: SourceFile) -> bool:
    """Whether a file is read as X12: others are read by one worker as they are."""
    try:
        return not source.refusal and kind_of(source.path) == "x12"
    except (OSError, RefusedFile):
        return False
