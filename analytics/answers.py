"""Answers: what the SQL of a question counts, and where the question has one, its measure.

The one place where a question meets a computed figure: the pages, `denials ask` and the exports all
ask here, so that all of them tell the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from analytics import database
from analytics.access import needs
from analytics.database import CheckResult, Connection
from analytics.limits import has_rows, limited
from analytics.vocabulary import Columns, ReviewFilters

if TYPE_CHECKING:
    import pandas as pd

# Question of queries/4_review → what is made of its rows: frame in, frame out, empty stays empty.
# A measure decides columns, order and how many rows are kept; a module of analytics/measures each,
# which is brought in when its question is asked: frames take a second to come.
MEASURES: Mapping[str, tuple[str, str]] = {
    "actions": ("actions", "judged_actions"),
    "denied_dollars": ("denied_dollars", "denied_dollars"),
    "hfma_measures": ("hfma", "hfma_measures"),
    "improved": ("signal_words", "with_actions"),
    "modifier_effects": ("modifiers", "modifier_effects"),
    "overturn_calibration": ("work_first", "calibration"),
    "recovery_calibration": ("work_first", "recovery_calibration"),
    "work_first": ("work_first", "work_first"),
}


@needs("look")
def answer(
    connection: Connection,
    question: str,
    filters: ReviewFilters | None = None,
    **parameters: Any,
) -> pd.DataFrame:
    """The answer to a question as people see it; takes and raises what `database.ask` does."""
    rows = database.ask(connection, question, limited(filters), **parameters)
    if not has_rows(connection, question, parameters):
        rows = rows.iloc[:0]
    return measure_of(question)(rows) if question in MEASURES else rows


@needs("look")
def plain_answer(
    connection: Connection,
    question: str,
    filters: ReviewFilters | None = None,
    **parameters: Any,
) -> Columns:
    """The same answer as plain values; without a measure no frame is made."""
    if question not in MEASURES:
        told = database.ask_plain(connection, question, limited(filters), **parameters)
        is_theirs = has_rows(connection, question, parameters)
        return told if is_theirs else {name: [] for name in told}
    frame = answer(connection, question, filters, **parameters)
    return {str(name): list(frame[name]) for name in frame}


def measure_of(question: str) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """What makes the measure of a question out of its rows."""
    module, function = MEASURES[question]
    return getattr(import_module(f"analytics.measures.{module}"), function)


def checked(connection: Connection, work: object) -> list[CheckResult]:
    """Every standing check on the data, then whether the work list agrees with the answers."""
    name = "words_against_answers"
    against = plain_answer(connection, name, work=work)
    title = "Work items that say something else than the payer's answers."
    shown = {column: against[column] for column in ("remitted_line_id", "work_status", "outcome")}
    return [*database.run_checks(connection), CheckResult.of(name, title, shown)]
