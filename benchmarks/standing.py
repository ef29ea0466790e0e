"""What pages ask when they are opened, on stores of one size and of many times it.

CPU seconds of the process, since a machine may have other work: where two cores are free, an answer
takes a little more than half of it. The largest two sizes are drawn out to a hundred million lines.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import database
from analytics.database import Connection
from analytics.measures.weeks import HISTORY
from analytics.vocabulary import WEEKS_SHOWN, ReviewFilters
from benchmarks.machine import print_table
from benchmarks.multiplied import multiplied_lines

FORETOLD = 100_000_000


@dataclass(frozen=True)
class Standing:
    """A question, which page asks it, of which weeks, and what it is given besides."""

    question: str
    page: str
    weeks: str = "shown"
    given: dict[str, Any] = field(default_factory=dict)


WORK: dict[str, Any] = {"work": []}
LISTED = {"me": "somebody", **WORK}
ASKED = (
    Standing("data_span", "every page", "all"),
    Standing("filter_choices", "every page", "all"),
    Standing("latest_full_week", "every page"),
    Standing("headline", "This week and others"),
    Standing("weekly_denials", "This week", "with history"),
    Standing("weekly_denials", "Meeting", "all"),
    Standing("denials_by_payer", "This week, Payers"),
    Standing("weekly_denials_by_payer", "Payers", "with history"),
    Standing("denials_by_payer_and_reason", "Payers"),
    Standing("secondary_payers", "Payers"),
    Standing("denials_by_category", "Reasons"),
    Standing("denials_by_reason", "Reasons"),
    Standing("weekly_denials_by_reason", "Reasons", "with history"),
    Standing("denials_by_modifier", "Modifiers"),
    Standing("weekly_denials_by_modifier", "Modifiers", "with history"),
    Standing("modifier_effects", "Modifiers"),
    Standing("lines_apart", "This week"),
    Standing("denied_dollars", "This week, Outcomes", given=WORK),
    Standing("deadline_headline", "This week", "all", {"within_days": 14, **WORK}),
    Standing("deadline_days", "This week", "all", {"within_days": 14, **WORK}),
    Standing("work_list_counts", "Work list", "all", LISTED),
    Standing("work_list", "Work list", "all", {"list": "due", "sort": "due", "row_limit": 2000}),
    Standing("denials_by_procedure", "Procedures and providers"),
    Standing("denials_by_provider", "Procedures and providers"),
    Standing("provider_patterns", "Procedures and providers", given={"row_limit": 300}),
    Standing("outcomes_by_reason", "Outcomes"),
    Standing("claim_flow_steps", "Outcomes", given=WORK),
    Standing("clean_claims", "Outcomes"),
    Standing("unlinked_claims", "Files", "all"),
    Standing("unmatched_lines", "Files", "all"),
    Standing("denied_lines", "a drill", given={"row_limit": 2000}),
    Standing("claim_history", "a drill", "all", {"claim": "PCN33"}),
)


def measure_standing(line_count: int, times: Sequence[int], rounds: int) -> None:
    """Ask everything of each size, the stores made now if no earlier run has left them."""
    sizes, answers = [], []
    for each in sorted(times):
        path = multiplied_lines(line_count, each)
        count, milliseconds = _ask_all(path, rounds)
        sizes.append(count)
        answers.append(milliseconds)
    rows = []
    for place, asked in enumerate(ASKED):
        row = {"question": asked.question, "asked by": asked.page, "weeks": asked.weeks}
        taken = [milliseconds[place] for milliseconds in answers]
        row |= {f"{count:,}": f"{ms:,.0f}" for count, ms in zip(sizes, taken, strict=True)}
        if len(sizes) > 1:
            slope = max(taken[-1] - taken[-2], 0) / (sizes[-1] - sizes[-2])
            row["100 M, predicted"] = f"{taken[-1] + slope * (FORETOLD - sizes[-1]):,.0f}"
        rows.append(row)
    print_table(f"CPU milliseconds a question, by lines answered; least of {rounds}", rows)


def _ask_all(path: Path, rounds: int) -> tuple[int, list[float]]:
    """How many lines a store has, and what each question takes of it."""
    with closing(database.connect(path)) as connection:
        span = database.ask(connection, "data_span").iloc[0]
        today = pd.Timestamp(span["last_remit_date"]).date()
        filters = _filters(span)
        taken = [_least(connection, each, filters, today, rounds) for each in ASKED]
        return int(span["line_count"]), taken


def _least(
    connection: Connection,
    asked: Standing,
    filters: dict[str, ReviewFilters],
    today: Any,
    rounds: int,
) -> float:
    declared = database.questions()[asked.question].parameters
    given = dict(asked.given) | ({"today": today} if "today" in declared else {})
    seconds = []
    for _ in range(rounds):
        started = time.process_time()
        database.ask(connection, asked.question, filters[asked.weeks], **given)
        seconds.append(time.process_time() - started)
    return min(seconds) * 1000


def _filters(span: Any) -> dict[str, ReviewFilters]:
    last = pd.Timestamp(span["last_week"]).date()
    first = last - timedelta(weeks=WEEKS_SHOWN - 1)
    return {
        "all": ReviewFilters(),
        "shown": ReviewFilters(first_week=first, last_week=last),
        "with history": ReviewFilters(first_week=first - timedelta(weeks=HISTORY), last_week=last),
    }
