"""Every question of every page on many lines, beside the same aggregation in pandas.

Each is asked as the pages ask it: under the standing filters (the last 26 weeks; trends with the 13
weeks before them, which say what is usual) and over all weeks. "First" is the first time on a
connection just opened; "again" is the middle of more. Pandas holds its frame in memory already.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from analytics import database
from analytics.measures.weeks import HISTORY
from analytics.vocabulary import ReviewFilters
from benchmarks import frames
from benchmarks.build import built_lines
from benchmarks.machine import own_peak_megabytes, print_table, timed

LIMIT_MILLISECONDS = 200
# Question → which pages ask it; the second list looks 13 weeks further back, as trends do.
ASKED = {
    "data_span": "every page",
    "filter_choices": "every page",
    "headline": "every page",
    "lines_apart": "Weekly review",
    "top_denials": "Weekly review",
    "denials_by_category": "Weekly review, Reasons",
    "denials_by_payer": "Weekly review, Payers",
    "denials_by_reason": "Reasons",
    "cited_reasons": "Reasons",
    "denials_by_remark": "Reasons",
    "denials_by_payer_and_category": "Payers",
    "denials_by_payer_and_reason": "Payers",
    "denials_by_modifier": "Modifiers",
    "modifier_effects": "Modifiers",
    "deadline_headline": "Denied lines",
    "worklist_counts": "Denied lines",
    "denied_lines": "Denied lines",
    "claim_history": "Denied lines, a click",
    "deadlines": "command line",
    "denials_by_procedure": "command line",
    "denials_by_provider": "command line",
}
ASKED_WITH_HISTORY = {
    "weekly_denials": "Weekly review, Reasons",
    "weekly_denials_by_reason": "Reasons",
    "weekly_denials_by_payer": "Payers",
    "weekly_denials_by_modifier": "Modifiers",
    "weekly_denials_by_category": "command line",
}
ROW_LIMITS = {"top_denials": 200, "denied_lines": 2000}


def measure_pages(line_count: int, rounds: int) -> None:
    """Build the store if an earlier run has not left it, ask everything, and print."""
    path = built_lines(line_count)
    standing = _standing_filters(path)
    history = timedelta(weeks=HISTORY)
    further = replace(standing, first_week=standing.first_week - history)
    own = _ask_everything(path, standing, further, rounds)
    lines, loaded = _load_frame(path)
    for row in own:
        work = frames.AGGREGATIONS.get(row["question"])
        for span, filters in _spans(row["question"], standing, further):
            seconds = timed(lambda: work(lines, filters), min(rounds, 3)) if work else []  # noqa: B023
            row[f"pandas, {span}"] = f"{median(seconds) * 1000:,.0f}" if seconds else "—"
    print_table(
        f"Milliseconds per question on {len(lines):,} lines (limit {LIMIT_MILLISECONDS}), "
        f"median of {rounds}; pandas after a frame {loaded}",
        own,
    )


def _spans(
    question: str, standing: ReviewFilters, further: ReviewFilters
) -> list[tuple[str, ReviewFilters]]:
    """The span a page shows at first, and all weeks."""
    first = further if question in ASKED_WITH_HISTORY else standing
    return [("26 weeks", first), ("all weeks", ReviewFilters())]


def _standing_filters(path: Path) -> ReviewFilters:
    """What the sidebar says when the dashboard opens: the last 26 weeks."""
    with database.connect(path) as connection:
        last = pd.Timestamp(database.ask(connection, "data_span")["last_week"].iloc[0]).date()
    return ReviewFilters(first_week=last - timedelta(weeks=25), last_week=last)


def _ask_everything(
    path: Path, standing: ReviewFilters, further: ReviewFilters, rounds: int
) -> list[dict[str, Any]]:
    """One row per question, in the order of the pages."""
    rows = []
    for question, pages in (ASKED | ASKED_WITH_HISTORY).items():
        row = {"question": question, "asked by": pages}
        for span, filters in _spans(question, standing, further):
            with database.connect(path) as connection:
                given = _parameters(question)
                started = time.perf_counter()
                answer = database.ask(connection, question, filters, **given)
                row[f"first, {span}"] = f"{(time.perf_counter() - started) * 1000:,.0f}"
                seconds = timed(
                    lambda: database.ask(connection, question, filters, **given),  # noqa: B023
                    rounds,
                )
            again = median(seconds) * 1000
            mark = " !" if again > LIMIT_MILLISECONDS else ""
            row[f"again, {span}"] = f"{again:,.0f}{mark}"
            row["rows"] = f"{len(answer):,}"
        rows.append(row)
    return rows


def _parameters(question: str) -> dict[str, Any]:
    """What the page gives with the question, beside its filters."""
    if question == "claim_history":
        return {"claim": "PCN33"}
    return {"row_limit": ROW_LIMITS[question]} if question in ROW_LIMITS else {}


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
