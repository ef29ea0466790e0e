"""What pages ask when they are opened, on stores of one size and of many times it.

CPU seconds of the process, since a machine may have other work: where two cores are free, an answer
takes a little more than half of it. The largest two sizes are drawn out to a hundred million lines.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing

from analytics import database
from analytics.database import Connection
from analytics.vocabulary import SnapshotFiles
from benchmarks.asked import ASKED, Asked, Span
from benchmarks.machine import print_table
from benchmarks.multiplied import multiplied_lines

PREDICTED = 100_000_000


def measure_standing(
    line_count: int, times: Sequence[int], rounds: int, in_parts: bool = False
) -> None:
    """Ask everything of each size, the stores made now if no earlier run has left them."""
    sizes, answers = [], []
    for each in sorted(times):
        files = multiplied_lines(line_count, each, in_parts)
        count, milliseconds = _ask_all(files, rounds)
        sizes.append(count)
        answers.append(milliseconds)
    rows = []
    for place, asked in enumerate(ASKED):
        row = {"question": asked.question, "asked by": asked.page, "weeks": asked.weeks}
        taken = [milliseconds[place] for milliseconds in answers]
        for count, (cpu, wall) in zip(sizes, taken, strict=True):
            row |= {f"{count:,}": f"{cpu:,.0f}", f"{count:,}, wall": f"{wall:,.0f}"}
        if len(sizes) > 1:
            slope = max(taken[-1][0] - taken[-2][0], 0) / (sizes[-1] - sizes[-2])
            row["100 M, predicted"] = f"{taken[-1][0] + slope * (PREDICTED - sizes[-1]):,.0f}"
        rows.append(row)
    print_table(f"Milliseconds a question (CPU, wall), by lines answered; least of {rounds}", rows)


def _ask_all(files: SnapshotFiles, rounds: int) -> tuple[int, list[tuple[float, float]]]:
    """How many lines a store has, and what each question takes of it."""
    with closing(database.connect(files)) as connection:
        span = Span(connection)
        return span.line_count, [_least(connection, each, span, rounds) for each in ASKED]


def _least(connection: Connection, asked: Asked, span: Span, rounds: int) -> tuple[float, float]:
    """Milliseconds of the processor and of the clock, each the least."""
    given = span.given(asked)
    taken = []
    for _ in range(rounds):
        cpu, wall = time.process_time(), time.monotonic()
        database.ask(connection, asked.question, span.filters[asked.weeks], **given)
        taken.append((time.process_time() - cpu, time.monotonic() - wall))
    return min(cpu for cpu, _ in taken) * 1000, min(wall for _, wall in taken) * 1000
