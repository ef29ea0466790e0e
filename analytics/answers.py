"""Answers: what the SQL of a question counts, and where the question has one, its measure.

The one place where a question meets a computed figure: the pages, `denials ask` and the exports all
ask here, so that all of them tell the same number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analytics import database
from analytics.access import needs
from analytics.database import Connection
from analytics.measures.actions import judged_actions
from analytics.measures.contradictions import contradictions_fault
from analytics.measures.denied_dollars import denied_dollars
from analytics.measures.hfma import hfma_measures
from analytics.measures.modifiers import modifier_effects
from analytics.measures.signal_words import with_actions
from analytics.measures.work_first import calibration, recovery_calibration, work_first
from analytics.vocabulary import ReviewFilters

Measure = Callable[[pd.DataFrame], pd.DataFrame]

# Question of queries/4_review → what is made of its rows: frame in, frame out, empty stays empty.
# A measure decides columns, order and how many rows are kept; a module of analytics/measures each.
MEASURES: Mapping[str, Measure] = {
    "actions": judged_actions,
    "denied_dollars": denied_dollars,
    "hfma_measures": hfma_measures,
    "improved": with_actions,
    "modifier_effects": modifier_effects,
    "overturn_calibration": calibration,
    "recovery_calibration": recovery_calibration,
    "work_first": work_first,
}


@needs("look")
def answer(
    connection: Connection,
    question: str,
    filters: ReviewFilters | None = None,
    **parameters: Any,
) -> pd.DataFrame:
    """The answer to a question as people see it; takes and raises what `database.ask` does."""
    rows = database.ask(connection, question, filters, **parameters)
    measure = MEASURES.get(question)
    return measure(rows) if measure else rows


def checked(connection: Connection, work: object) -> pd.DataFrame:
    """Every standing check on the data, then whether the work list agrees with the answers."""
    against = answer(connection, "words_against_answers", work=work)
    checks = [database.run_checks(connection), contradictions_fault(against)]
    return pd.concat(checks, ignore_index=True)
