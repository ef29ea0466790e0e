"""Every question of every page on many lines, beside the same aggregation in pandas.

Each is asked as a page asks it when it is opened (most of the last 26 weeks, trends with the 13
weeks before them, which say what is usual) and over all weeks. "First" is the first time on a
connection just opened; "again" is the middle of more. Pandas holds its frame in memory already.
"""

from __future__ import annotations

import time
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from analytics import database
from analytics.vocabulary import ReviewFilters
from benchmarks import frames
from benchmarks.asked import ALL, ASKED, Asked, Span
from benchmarks.build import built_lines
from benchmarks.machine import own_peak_megabytes, print_table, timed

# Milliseconds of an answer asked again.
LIMITS = {"as a page asks": 150, "all weeks": 300}


def measure_pages(line_count: int, rounds: int) -> None:
    """Build the store if an earlier run has not left it, ask everything, and print."""
    path = built_lines(line_count)
    with database.connect(path) as connection:
        span = Span(connection)
    own = [_asked(path, each, span, rounds) for each in ASKED]
    lines, loaded = _load_frame(path)
    for asked, row in zip(ASKED, own, strict=True):
        work = frames.AGGREGATIONS.get(asked.question)
        for name, filters in _spans(asked, span).items():
            seconds = timed(lambda: work(lines, filters), min(rounds, 3)) if work else []  # noqa: B023
            row[f"pandas, {name}"] = f"{median(seconds) * 1000:,.0f}" if seconds else "—"
    limits = ", ".join(f"{name} {limit}" for name, limit in LIMITS.items())
    print_table(
        f"Milliseconds per question on {len(lines):,} lines (limits: {limits}), "
        f"median of {rounds}; pandas after a frame {loaded}",
        own,
    )


def _spans(asked: Asked, span: Span) -> dict[str, ReviewFilters]:
    """The weeks a page shows at first, and all weeks."""
    return dict(zip(LIMITS, (span.filters[asked.weeks], span.filters[ALL]), strict=True))


def _asked(path: Path, asked: Asked, span: Span, rounds: int) -> dict[str, Any]:
    """A row: what a question takes."""
    row: dict[str, Any] = {"question": asked.question, "asked by": asked.page, "weeks": asked.weeks}
    given = span.given(asked)
    for name, filters in _spans(asked, span).items():
        with database.connect(path) as connection:
            started = time.perf_counter()
            answer = database.ask(connection, asked.question, filters, **given)
            row[f"first, {name}"] = f"{(time.perf_counter() - started) * 1000:,.0f}"
            seconds = timed(
                lambda: database.ask(connection, asked.question, filters, **given),  # noqa: B023
                rounds,
            )
        again = median(seconds) * 1000
        row[f"again, {name}"] = f"{again:,.0f}{' !' if again > LIMITS[name] else ''}"
        row["rows"] = f"{len(answer):,}"
    return row


def _load_frame(path: Path) -> tuple[pd.DataFrame, str]:
    """The frame pandas works on, and what it took to get it."""
    started = time.perf_counter()
    with database.connect(path) as connection:
        lines = frames.load_frame(connection)
    seconds = time.perf_counter() - started
    megabytes = lines.memory_usage(deep=True).sum() / 1e6
    return lines, (
        f"was loaded in {seconds:.0f} s, {megabytes:,.0f} MB (peak of the process "
        f"{own_peak_megabytes():,.0f} MB)"
    )
