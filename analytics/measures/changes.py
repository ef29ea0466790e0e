"""Is it changing? The last eight weeks against the eight before them, one value at a time."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analytics.measures.rates import TOO_FEW, difference_interval, share
from analytics.measures.words import NO_VALUE, percent_text, points_text
from analytics.vocabulary import WEEKS_BEFORE

LEAST_LINES = 5  # denied lines; fewer are listed only where they are much of the whole
LEAST_SHARE = 0.05


class Change(NamedTuple):
    """The rate of the last weeks, that of those before, and whether they clearly differ."""

    now: float
    before: float
    is_told: bool
    is_clear: bool

    @property
    def points(self) -> str:
        """The difference in points, or that too few lines tell it.

        >>> Change(0.12, 0.08, True, True).points, Change(0.5, 0.1, False, False).points
        ('+4.0', '–')
        """
        if not self.is_told:
            return NO_VALUE
        points = points_text(self.now - self.before).removesuffix(" points")
        return "0.0" if points[1:] == "0.0" else points

    @property
    def sentence(self) -> str:
        """Both rates in words.

        >>> Change(0.12, 0.08, True, True).sentence
        '12.0% of lines in the last 8 weeks, 8.0% in the 8 before'
        """
        if not self.is_told:
            return f"too few lines in the last {WEEKS_BEFORE} weeks or the {WEEKS_BEFORE} before"
        return (
            f"{percent_text(self.now)} of lines in the last {WEEKS_BEFORE} weeks, "
            f"{percent_text(self.before)} in the {WEEKS_BEFORE} before"
        )


def recent_change(weekly: pd.DataFrame, week: pd.Timestamp) -> Change:
    """The eight weeks that end with ``week`` against the eight before. Takes weeks of one value.

    It is told where both have 20 adjudicated lines, and clear where the 95 % interval of the
    difference (Newcombe) leaves zero out.
    """
    sums = []
    for back in (0, WEEKS_BEFORE):
        last = week - pd.Timedelta(weeks=back)
        first = last - pd.Timedelta(weeks=WEEKS_BEFORE - 1)
        rows = weekly[weekly["remit_week"].between(first, last)]
        counts = rows["denied_line_count"].sum(), rows["adjudicated_line_count"].sum()
        sums.append((int(counts[0]), int(counts[1])))
    (denied, lines), (denied_before, lines_before) = sums
    is_told = min(lines, lines_before) >= TOO_FEW
    _, low, high = difference_interval(denied, lines, denied_before, lines_before)
    return Change(
        share(denied, lines),
        share(denied_before, lines_before),
        is_told,
        is_told and not low <= 0 <= high,
    )


def worth_listing(
    rows: pd.DataFrame, key: str, by: str, keep: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The largest rows that mean something, and the others, which are told together.

    A row of under five denied lines means something where it is a twentieth of the whole. The
    largest is always listed, and where only one would be left over, it is listed too.
    """
    ordered = rows[rows["denied_line_count"] > 0].sort_values(
        [by, key], ascending=[False, True], kind="stable", ignore_index=True
    )
    means = (ordered["denied_line_count"] >= LEAST_LINES) | (
        ordered[by] >= LEAST_SHARE * ordered[by].sum()
    )
    means |= ordered.index == 0
    listed = ordered[means].head(keep)
    rest = ordered.drop(listed.index)
    return (ordered, rest.iloc[:0]) if len(rest) == 1 else (listed, rest)
