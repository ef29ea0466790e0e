"""The product held to the judge: files loaded in some order, then compared line by line."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analytics import database, snapshots
from analytics.load import load_paths
from tests.truth.claims import History
from tests.truth.judge import Expected, Key, judge
from tests.truth.situations import SITUATIONS, history
from tests.truth.writer import Place, Written, write

ORDERS = ("by_date", "reversed", "shuffled")
COLUMNS = ("verdict", "carc_code", "group_code", "charge_amount", "denied_amount", "outcome",
           "recovered_amount", "open_amount", "is_secondary", "is_duplicate")  # fmt: skip
OUTCOMES = """
    select file_name, transaction_set_number, claim_number, service_line_number, chain_number,
           payer_name, remit_date, is_not_final, {columns}
    from marts.line_outcomes
    inner join marts.files using (file_id)
    where verdict != 'unanswered'
    order by all
"""


@dataclass
class Comparison:
    """What was compared, and the differences of each history."""

    history_count: int
    line_count: int = 0
    claim_count: int = 0
    differences: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    histories: dict[int, History] = field(default_factory=dict)

    def smallest(self) -> History | None:
        """The history with the fewest answers that differs."""
        failing = [self.histories[number] for number in self.differences]
        return min(failing, key=lambda one: (len(one.told), one.number), default=None)


def make_histories(count: int, seed: int, only: Iterable[str] = ()) -> list[History]:
    """Histories of all situations in turn, or of those named."""
    names = list(only) or list(SITUATIONS)
    return [history(names[n % len(names)], seed, n) for n in range(count)]


def compare(histories: Sequence[History], folder: Path, order: str, seed: int = 0) -> Comparison:
    """Load the histories in this order into a new store, and compare what it counts."""
    written = write(histories)
    expected = {one.number: judge(one.told) for one in histories}
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    for name, text in written.texts.items():
        (files / name).write_text(text)
    names = list(written.texts)
    if order == "reversed":
        names.reverse()
    if order == "shuffled":
        random.Random(seed).shuffle(names)
    loads = [names[: len(names) // 2], names[len(names) // 2 :]] if order == "shuffled" else [names]
    for load in loads:
        load_paths(folder / order, [files / name for name in load])
    path = snapshots.current_path(folder / order)
    assert path is not None
    with database.connect(path) as connection:
        rows = connection.execute(OUTCOMES.format(columns=", ".join(COLUMNS))).fetchall()
    found = Comparison(len(histories), sum(len(one) for one in expected.values()))
    found.claim_count = written.claim_count
    found.histories = {one.number: one for one in histories}
    _compare_lines(rows, expected, written, found)
    return found


def _compare_lines(
    rows: list[tuple], expected: dict[int, dict[Key, Expected]], written: Written, found: Comparison
) -> None:
    seen: set[tuple[int, Key]] = set()
    chains: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        place: Place = row[:4]
        chain, payer, on, is_not_final = row[4:8]
        got: dict[str, Any] = dict(zip(COLUMNS, row[8:], strict=True))
        told_in, claim, line = written.places[place]
        number = told_in.number
        key = (line, got["is_secondary"])
        if is_not_final and key not in expected[number]:
            continue  # never answered: reported apart, in no denominator
        if key not in expected[number]:
            found.differences[number].append(f"{_of(key)}: counted, though never answered: {got}")
            continue
        if (number, key) in seen:
            found.differences[number].append(f"{_of(key)}: counted twice, again by {place}: {got}")
            continue
        seen.add((number, key))
        if not got["is_secondary"]:
            chains[number][chain].add(claim.key)
        want = expected[number][key]
        told = {**_columns(want), "remit_date": want.first.on, "is_not_final": want.is_not_final}
        got |= {"remit_date": on, "is_not_final": is_not_final}
        wrong = [
            f"{column} expected {told[column]}, got {got[column]}"
            for column in told
            if told[column] != got[column]
        ]
        if wrong:
            found.differences[number].append(f"{_of(key)}: {'; '.join(wrong)}")
    for number, lines in expected.items():
        for key in lines:
            if (number, key) not in seen:
                found.differences[number].append(f"{_of(key)}: not counted")
        if found.histories[number].has_known_claims:
            found.differences[number] += _claims_that_differ(chains[number])
    found.differences = {n: told for n, told in found.differences.items() if told}


def _claims_that_differ(chains: dict[int, set[str]]) -> list[str]:
    """One linked claim is one billed claim, and one billed claim is one linked claim."""
    joined = [
        f"claims {', '.join(sorted(keys))} are one" for keys in chains.values() if len(keys) > 1
    ]
    of_claim: dict[str, int] = defaultdict(int)
    for keys in chains.values():
        for key in keys:
            of_claim[key] += 1
    return joined + [f"claim {key} is {n} claims" for key, n in of_claim.items() if n > 1]


def _columns(want: Expected) -> dict[str, Any]:
    values = (want.verdict, want.carc, want.group, want.charge, want.denied, want.outcome,
              want.recovered, want.open, want.key[1], want.is_duplicate)  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _of(key: Key) -> str:
    return f"line {key[0]}" + (" (secondary)" if key[1] else "")
