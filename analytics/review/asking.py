"""The only way to a number: a question asked of one snapshot, under filters, by whoever may look.

The one place where a question meets its measure, what people typed, the day deadlines are seen
from, and the rights and clients of the person who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analytics import database, load, notebook
from analytics.access import needs, require_all_clients
from analytics.database import CheckResult, Connection
from analytics.limits import clients_of_lines, counts_hidden, has_rows, limited, payers_seen
from analytics.review.measured import MEASURES, measure_of
from analytics.vocabulary import Columns, ReviewFilters, day_seen_from

if TYPE_CHECKING:
    import pandas as pd

    Keeping = Callable[["Review", str, Mapping[str, Any]], pd.DataFrame]


@dataclass(frozen=True)
class Review:
    """One snapshot, open for reading, under filters; None of them is everything loaded.

    `store` is where the notebook is: without one, nothing was typed. `keeping` hands out an answer
    that was kept, or has it made by `answered`; without it each answer is made anew.
    """

    connection: Connection
    filters: ReviewFilters | None = None
    store: Path | None = None
    snapshot: int = 0
    keeping: Keeping | None = None

    @needs("look")
    def ask(self, question: str, **parameters: Any) -> pd.DataFrame:
        """The answer to a question of queries/4_review as people see it, with its measure.

        What was typed, and the day deadlines are seen from, are filled in where the question takes
        them; any other parameter that is not given is null. Raises UnknownQuestion, and TypeError
        for a parameter that the question does not take.
        """
        said = self._said(question, parameters)
        return (self.keeping or answered)(self, question, said)

    @needs("look")
    def ask_plain(self, question: str, **parameters: Any) -> Columns:
        """The same answer as plain values; without a measure no frame is made."""
        if question in MEASURES:
            frame = self.ask(question, **parameters)
            return {str(name): list(frame[name]) for name in frame}
        said = self._said(question, parameters) | self._typed(question, parameters)
        told = database.ask_plain(self.connection, question, limited(self.filters), **said)
        if not has_rows(self.connection, question, said):
            return {name: [] for name in told}
        for name in counts_hidden(question):
            told[name] = [min(count, 1) for count in told[name]]
        payers = payers_seen(self.connection, question)
        if payers is None:
            return told
        is_seen = [payer in payers for payer in told["payer_name"]]
        return {name: list(compress(values, is_seen)) for name, values in told.items()}

    def save_work(self, lines: Mapping[str, str], change: notebook.WorkChange) -> int:
        """Write one change of many lines of this store (`notebook.save_work`), all or none."""
        assert self.store is not None  # what is typed has its place
        whose = partial(clients_of_lines, self.connection)
        return notebook.save_work(self.store, lines, change, whose)

    def under(self, filters: ReviewFilters | None) -> Review:
        """The same snapshot under other filters."""
        return replace(self, filters=filters)

    def narrowed(self, **fields: Any) -> Review:
        """The same review with some fields of its filters changed."""
        return self.under(replace(self.filters or ReviewFilters(), **fields))

    def everything(self) -> Review:
        """The same snapshot without filters."""
        return self.under(None)

    @property
    def day(self) -> date:
        """The day deadlines are seen from: today, or the newest remittance's if that is old."""
        span: Mapping[str, Any]
        if self.keeping:
            span = self.everything().ask("data_span").iloc[0]
        else:
            span = {name: row for name, (row,) in self.ask_plain("data_span").items()}
        newest = span["last_remit_date"]
        if isinstance(newest, datetime):  # a timestamp of a frame, which may be no time
            newest = newest.date() if newest == newest else None
        return day_seen_from(newest, date.today())

    def latest_full_week(self, counted: str = "lines") -> date | None:
        """The latest full week of the weeks in view, the same for all payers.

        Of lines answered, or of claims sent. Of the filters only weeks and date basis matter.
        """
        looked_at = self.filters or ReviewFilters()
        weeks = ReviewFilters(looked_at.first_week, looked_at.last_week, looked_at.date_basis)
        week = self.under(weeks).ask("latest_full_week", counted=counted)["full_week"].iloc[0]
        return week.date() if week == week and week is not None else None

    def _said(self, question: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters with the day filled in, where the question takes one."""
        said = dict(parameters)
        if "today" in _declared(question) and said.get("today") is None:
            said["today"] = self.day
        return said

    def _typed(self, question: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """What the notebook has to say to a question, where it was not given."""
        wanted = set(_declared(question)) - set(parameters)
        return notebook.parameters(self.store, wanted) if self.store else {}


def answered(review: Review, question: str, said: Mapping[str, Any]) -> pd.DataFrame:
    """The answer made anew, for `Review.ask` and for what keeps its answers."""
    said = {**said, **review._typed(question, said)}
    rows = database.ask(review.connection, question, limited(review.filters), **said)
    if not has_rows(review.connection, question, said):
        rows = rows.iloc[:0]
    for name in counts_hidden(question):
        rows[name] = rows[name].clip(upper=1)
    payers = payers_seen(review.connection, question)
    if payers is not None:
        rows = rows[rows["payer_name"].isin(payers)].reset_index(drop=True)
    return measure_of(question)(rows) if question in MEASURES else rows


@contextmanager
def reviewing(
    store: Path,
    filters: ReviewFilters | None = None,
    progress: load.Reporter | None = None,
    even_damaged: bool = False,
) -> Iterator[Review]:
    """The current snapshot under filters, open while in here; raises what `load.opened` does."""
    with load.opened(store, progress, even_damaged) as (number, connection):
        yield Review(connection, filters, store, number)


@needs("look")
def checked(review: Review) -> list[CheckResult]:
    """Every standing check on the data, then whether the work list agrees with the answers.

    NotAllowed for whoever sees some clients only: rows of all clients are named.
    """
    require_all_clients("run the checks")
    name = "words_against_answers"
    against = review.ask_plain(name)
    title = "Work items that do not match the payer's answers."
    shown = {column: against[column] for column in ("remitted_line_id", "work_status", "outcome")}
    return [*database.run_checks(review.connection), CheckResult.of(name, title, shown)]


def _declared(question: str) -> Mapping[str, str]:
    """The parameters a question takes; none where there is no such question, which asking says."""
    known = database.questions().get(question)
    return known.parameters if known else {}
