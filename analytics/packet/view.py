"""What a document looks at: how to ask, under which filters, and which week it is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from analytics.measures.weeks import HISTORY, fill_weeks, usual_range
from analytics.measures.words import day_text
from analytics.vocabulary import DenialsError, ReviewFilters

SPAN = 26  # weeks shown where nothing else is said, as on the pages
Asker = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class View:
    """The answers of one snapshot under filters whose weeks end with (or hold) the week told of.

    ``asker`` takes a question, filters and parameters, as `answer` does.
    """

    asker: Asker
    filters: ReviewFilters
    week: date

    def ask(self, question: str, **parameters: object) -> pd.DataFrame:
        """The answer for all weeks shown."""
        return self.asker(question, self.filters, **parameters)

    def of_week(self, question: str, **parameters: object) -> pd.DataFrame:
        """The answer for the week alone."""
        filters = replace(self.filters, first_week=self.week, last_week=self.week)
        return self.asker(question, filters, **parameters)

    def narrowed(self, **fields: Any) -> View:
        """The same weeks of one payer, provider, reason or procedure."""
        return View(self.asker, replace(self.filters, **fields), self.week)

    @cached_property
    def history(self) -> ReviewFilters:
        """The filters from 13 weeks earlier: what says which range is usual."""
        first = self.filters.first_week
        return replace(self.filters, first_week=first and first - timedelta(weeks=HISTORY))

    @cached_property
    def weeks_with_history(self) -> pd.DataFrame:
        """Week by week with rates and usual range, those before the weeks shown included."""
        rows = self.asker("weekly_denials", self.history)
        return usual_range(fill_weeks(rows, until=pd.Timestamp(self.week)))

    @cached_property
    def weeks(self) -> pd.DataFrame:
        """The weeks shown."""
        rows, first = self.weeks_with_history, self.filters.first_week
        return rows if first is None else rows[rows["remit_week"] >= pd.Timestamp(first)]

    @cached_property
    def of_the_week(self) -> pd.Series:
        """The row of the week."""
        return self.weeks[self.weeks["remit_week"] == pd.Timestamp(self.week)].iloc[0]


def view_of(asker: Asker, filters: ReviewFilters, week: date | None = None) -> View:
    """The view that tells of a week: the one given, or the latest full one of those shown.

    Raises DenialsError where the week has no answers.
    """
    rows = asker("weekly_denials", filters)
    if week is None and len(rows):
        full = asker("latest_full_week", filters)["full_week"].iloc[0]
        return View(asker, filters, pd.Timestamp(full).date())
    if week is None or pd.Timestamp(week) not in set(pd.to_datetime(rows["remit_week"])):
        when = f"in the week of {day_text(week)}" if week else "in these weeks"
        raise DenialsError(
            f"No payer answered a line {when} under these filters; `denials ask weekly_denials` "
            "names the weeks that have answers."
        )
    return View(asker, filters, week)


def spanning(asker: Asker, filters: ReviewFilters, week: date | None) -> ReviewFilters:
    """Filters without weeks with those the pages open with: the last 26, up to the week."""
    if filters.first_week or filters.last_week:
        return filters
    service = "service_" if filters.date_basis == "service" else ""
    newest = asker("data_span", None)[f"last_{service}week"].iloc[0]
    last = week or (None if pd.isna(newest) else pd.Timestamp(newest).date())
    first = last and last - timedelta(weeks=SPAN - 1)
    return replace(filters, first_week=first, last_week=last)
