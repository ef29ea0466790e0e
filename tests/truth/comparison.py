"""The product held to the judge: files loaded in some order, then compared line by line."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analytics import database, snapshots
from analytics.load import load_paths
from tests.truth.claims import History
from tests.truth.counted import differences_of_lines
from tests.truth.judge import Expected, judge
from tests.truth.situations import SITUATIONS, history
from tests.truth.sums import differences_of_payers, differences_of_sums
from tests.truth.takebacks import differences_of_takebacks
from tests.truth.writer import write

ORDERS = ("by_date", "reversed", "shuffled")


@dataclass
class Comparison:
    """What was compared, the differences of each history, and those of the sums over all."""

    histories: dict[int, History]
    line_count: int
    claim_count: int
    differences: dict[int, list[str]] = field(default_factory=dict)
    sums: list[str] = field(default_factory=list)

    @property
    def is_same(self) -> bool:
        return not self.differences and not self.sums

    def smallest(self) -> History | None:
        """The history with the fewest answers that differs."""
        failing = [self.histories[number] for number in self.differences]
        return min(failing, key=lambda one: (len(one.told), one.number), default=None)


def make_histories(count: int, seed: int, only: Iterable[str] = ()) -> list[History]:
    """Histories of all situations in turn, or of those named."""
    names = list(only) or list(SITUATIONS)
    return [history(names[n % len(names)], seed, n) for n in range(count)]


def compare(histories: Sequence[History], folder: Path, order: str, seed: int = 0) -> Comparison:
    """Load the histories in this order into a new store, and compare what it counts.

    By date and reversed they are one load; shuffled they are two.
    """
    written = write(histories)
    by_number = {one.number: one for one in histories}
    expected = {one.number: judge(one.told) for one in histories}
    found = Comparison(by_number, sum(len(one) for one in expected.values()), written.claim_count)
    store = folder / order
    for load in _loads(list(written.texts), order, seed):
        load_paths(store, [_write(folder / name, written.texts[name]) for name in load])
    path = snapshots.current_files(store)
    assert path is not None
    with database.connect(path) as connection:
        told: dict[int, list[str]] = defaultdict(list)
        for number, difference in differences_of_lines(connection, expected, written, by_number):
            told[number].append(difference)
        for number, difference in differences_of_takebacks(connection, expected, written):
            told[number].append(difference)
        found.differences = dict(told)
        found.sums += differences_of_payers(connection, written)
        if found.is_same:  # else they only say it again
            found.sums += differences_of_sums(connection, _all_lines(expected))
    return found


def _loads(names: list[str], order: str, seed: int) -> list[list[str]]:
    if order == "by_date":
        return [names]
    if order == "reversed":
        return [names[::-1]]
    random.Random(seed).shuffle(names)
    half = len(names) // 2
    return [load for load in (names[:half], names[half:]) if load]


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def _all_lines(expected: dict[int, dict]) -> list[Expected]:
    return [line for lines in expected.values() for line in lines.values()]
