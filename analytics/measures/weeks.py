"""Weeks: the missing ones filled in, the usual range, the change."""

from __future__ import annotations

from collections.abc import Mapping
from math import isnan, nan
from typing import TypeAlias

import numpy as np
import pandas as pd

from analytics.measures.rates import share, with_rates
from analytics.measures.words import percent_text, rate_text
from analytics.vocabulary import HISTORY, WEEKS_BEFORE

NO_EARLIER = "no earlier week"
WIDTH = 3.0  # standard deviations each side, as on any control chart

Week: TypeAlias = pd.Timestamp


def fill_weeks(
    rows: pd.DataFrame,
    key: str | None = None,
    totals: pd.DataFrame | None = None,
    weeks: pd.DatetimeIndex | None = None,
    until: Week | None = None,
) -> pd.DataFrame:
    """One row per week (and key), first to last week without a gap, with rates.

    A week nobody was answered in has counts of zero and no rate: nothing was decided. ``totals``
    (weekly rows of the whole view, already filled) lends its adjudicated counts where a key is a
    reason or category: no denial for a reason is 0 of all lines, not 0 of 0. ``until`` is the least
    last week: the one under review has a row though nobody in view was answered in it.
    """
    rows = rows.assign(remit_week=pd.to_datetime(rows["remit_week"]).astype("datetime64[us]"))
    if weeks is None:
        source = rows if totals is None else totals
        ends = [source["remit_week"].max(), *([] if until is None else [until])]
        first = source["remit_week"].min()
        is_known = not pd.isna(first)  # else nobody in view was answered at all
        weeks = pd.date_range(first, max(ends), freq="7D") if is_known else pd.DatetimeIndex([])
    weeks = pd.DatetimeIndex(weeks).as_unit("us")
    texts = [name for name in rows if name != "remit_week" and rows[name].dtype.kind not in "iuf"]
    numbers = [name for name in rows if name != "remit_week" and name not in texts]
    if key is None:
        full = rows.set_index("remit_week").reindex(weeks, fill_value=0)[numbers]
        return with_rates(full.rename_axis("remit_week").reset_index())
    known = rows.drop_duplicates(key).set_index(key)[[name for name in texts if name != key]]
    grid = pd.MultiIndex.from_product([known.index, weeks], names=[key, "remit_week"])
    full = rows.set_index([key, "remit_week"])[numbers].reindex(grid, fill_value=0).reset_index()
    if totals is not None:
        shared = [name for name in numbers if name.startswith("adjudicated_")]
        full = full.drop(columns=shared).merge(totals[["remit_week", *shared]], on="remit_week")
        full = full.sort_values([key, "remit_week"], kind="stable", ignore_index=True)
    return with_rates(full.merge(known.reset_index(), on=key, how="left"))


def usual_range(weekly: pd.DataFrame, key: str | None = None) -> pd.DataFrame:
    """Add ``usual_rate``, ``usual_low``, ``usual_high`` and ``is_unusual`` to filled weeks.

    What is usual for a week is told by the 13 weeks with lines before it (at least 8, else no
    value): center m = the median of their rates, so that one odd week does not move it; the spread
    of a week of n lines is s·√(p(1−p)/n), p = (denied + 1) ÷ (lines + 2) pooled over those weeks
    (the standard deviation of a share) and s ≥ 1 how much more those weeks scattered than chance
    alone, s = 1.4826 · median |zᵢ|, zᵢ = (pᵢ − m) ÷ √(p(1−p)/nᵢ). The range is m ± 3 s √(p(1−p)/n),
    within 0 and 1. It is the p′ control chart (Laney 2002, Quality Engineering 14:531–537) with
    median and MAD in place of mean and moving range (Rousseeuw & Croux 1993).
    """
    if key is not None:
        parts = [usual_range(part) for _, part in weekly.groupby(key, sort=False)]
        return pd.concat(parts, ignore_index=True) if parts else weekly
    denied = weekly["denied_line_count"].to_numpy(float)
    lines = weekly["adjudicated_line_count"].to_numpy(float)
    ranges = [_usual(denied[:at], lines[:at], lines[at]) for at in range(len(weekly))]
    middle, low, high = (np.array(column, dtype=float) for column in zip(*ranges, strict=True))
    seen = weekly["denial_rate"].to_numpy(float)
    return weekly.assign(
        usual_rate=middle, usual_low=low, usual_high=high, is_unusual=(seen < low) | (seen > high)
    )


def _usual(denied: np.ndarray, lines: np.ndarray, size: float) -> tuple[float, float, float]:
    """Centre and ends of the usual range of a week of ``size`` lines after the given weeks."""
    kept = np.flatnonzero(lines > 0)[-HISTORY:]
    if len(kept) < WEEKS_BEFORE or size <= 0:
        return nan, nan, nan
    rates = denied[kept] / lines[kept]
    middle = float(np.median(rates))
    pooled = (denied[kept].sum() + 1) / (lines[kept].sum() + 2)
    scores = (rates - middle) / np.sqrt(pooled * (1 - pooled) / lines[kept])
    scatter = max(1.0, 1.4826 * float(np.median(np.abs(scores))))
    half = WIDTH * scatter * float(np.sqrt(pooled * (1 - pooled) / size))
    return middle, max(0.0, middle - half), min(1.0, middle + half)


def week_against_before(
    weekly: pd.DataFrame, week: Week, above: str = "denied_line_count", below: str | None = None
) -> dict[str, float]:
    """``value``, the ``previous`` week's and the 8-week ``average`` before it, with the changes.

    ``average_line_count`` says how many lines the average is told from.

    With ``below`` all three are rates; the average is the pooled rate (sum ÷ sum), never a mean of
    rates. Without, they are sums per week. Weeks without lines are left out of the average.
    """
    until = weekly[weekly["remit_week"] <= week]
    earlier = until[until["remit_week"] < week]
    past = earlier[earlier["adjudicated_line_count"] > 0].tail(WEEKS_BEFORE)

    def of(rows: pd.DataFrame) -> float:
        """Rate or weekly sum of some weeks."""
        return share(rows[above].sum(), rows[below].sum() if below else len(rows))

    value, previous, average = of(until.tail(1)), of(earlier.tail(1)), of(past)
    return {
        "value": value,
        "average_line_count": past["adjudicated_line_count"].sum(),
        "previous": previous,
        "average": average,
        "change": value - previous,
        "against_average": value - average,
    }


def average_note(against: Mapping[str, float]) -> str:
    """The average of `week_against_before` beside the rate of its week; where none is, that.

    >>> average_note({"average": 0.1523, "average_line_count": 400})
    '8-week average 15.2%'
    >>> average_note({"average": float("nan"), "average_line_count": 0})
    'no earlier week'
    """
    return NO_EARLIER if isnan(against["average"]) else f"8-week average {average_text(against)}"


def average_text(against: Mapping[str, float]) -> str:
    """The average of `week_against_before` as a percentage, or that too few lines tell it.

    >>> average_text({"average": 0.1523, "average_line_count": 400})
    '15.2%'
    >>> average_text({"average": 0.4, "average_line_count": 5})
    '2 of 5 (too few to say)'
    """
    average, count = against["average"], against["average_line_count"]
    return percent_text(average) if isnan(average) else rate_text(round(average * count), count)
