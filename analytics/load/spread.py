"""Judging spread over the workers of an engine: how finely it is cut, and who is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import as_completed
from dataclasses import dataclass

from analytics.database import Elsewhere, Merging, SliceFiles, SliceTold
from analytics.engines import Engine
from analytics.load import tasks
from analytics.load.tasks import MartsToMerge, SliceToJudge, Workplace
from analytics.vocabulary import Parts, TooLarge

# So few are judged sooner than they are handed over.
LEAST_CLAIMS = 4_000
# A slice takes half a second, however few claims are in it.
LEAST_CLAIMS_OF_SLICE = 25_000
# What the marts of so many take of memory while they are judged fits into a worker's.
MOST_CLAIMS_OF_SLICE = 100_000
# A smaller store is one file: its pages read that sooner than parts.
PARTS_FROM_CLAIMS = 250_000
# Workers that are done early take what others have not begun.
SLICES_OF_WORKER = 2


@dataclass(frozen=True)
class Spread:
    """An engine, where its workers find what they need, and where they leave parts of a store."""

    engine: Engine
    place: Workplace
    parts: Parts

    def judging(self) -> Elsewhere:
        """The engine as the database knows it."""
        merging = Merging(
            Parts(self.parts.number, self.parts.folder.resolve()),
            lambda claim_count: claim_count >= PARTS_FROM_CLAIMS,
            lambda given: self.engine.submit(tasks.merge_handed, MartsToMerge(self.place, given)),
        )
        folder = self.place.folder / "slices"
        return Elsewhere(folder, self._slice_count_of, self._judge, merging)

    def _slice_count_of(self, claim_count: int) -> int:
        if claim_count < LEAST_CLAIMS:
            return 0
        most = -(-claim_count // LEAST_CLAIMS_OF_SLICE)
        least = -(-claim_count // MOST_CLAIMS_OF_SLICE)
        return max(least, min(SLICES_OF_WORKER * self.engine.worker_count, most))

    def _judge(self, slices: Sequence[SliceFiles]) -> Iterator[tuple[SliceFiles, SliceTold | None]]:
        asked = {
            self.engine.submit(tasks.judge_handed, SliceToJudge(self.place, each)): each
            for each in slices
        }
        for done in as_completed(asked):
            try:
                told = done.result()
            except TooLarge:
                told = None
            yield asked[done], told
