"""Rates and how sure we may be of them. The only place where a count is divided by a count."""

from __future__ import annotations

from math import nan, sqrt
from typing import Any

import numpy as np
import pandas as pd

from analytics.vocabulary import TOO_FEW as TOO_FEW

NORMAL_95 = 1.959964  # two-sided 95 % point of the normal distribution


def rate(numerator: pd.Series, denominator: pd.Series) -> pd.Series:
    """Numerator ÷ denominator row by row; no value (never zero, never infinity) for zero below.

    >>> rate(pd.Series([1, 0, 3]), pd.Series([4, 0, 0])).tolist()
    [0.25, nan, nan]
    """
    below = denominator.astype(float)
    return numerator.astype(float) / below.where(below > 0)


def share(numerator: float, denominator: float) -> float:
    """The same for two numbers.

    >>> share(61, 400), share(1, 0)
    (0.1525, nan)
    """
    return numerator / denominator if denominator > 0 else nan


def wilson_interval(count: int, total: int, z: float = NORMAL_95) -> tuple[float, float]:
    """95 % interval of a rate, sensible also near 0 and 1 and for few lines.

    center = (p + z²/2n) ÷ (1 + z²/n); half = z ÷ (1 + z²/n) · √(p(1−p)/n + z²/4n²).
    Wilson 1927; examples from Newcombe 1998, Statistics in Medicine 17:857–872, table I.

    >>> [round(end, 4) for end in wilson_interval(81, 263)]
    [0.2553, 0.3662]
    """
    if total <= 0:
        return nan, nan
    low, high = _wilson(count, total, z)
    return max(0.0, low), min(1.0, high)


def wilson_intervals(
    counts: np.ndarray, totals: np.ndarray, z: float = NORMAL_95
) -> tuple[np.ndarray, np.ndarray]:
    """Lower and upper ends for many rates at once; no value where a total is zero."""
    low, high = _wilson(counts, np.where(totals > 0, totals, nan), z)
    return np.maximum(0.0, low), np.minimum(1.0, high)


def _wilson(count: Any, total: Any, z: float) -> tuple[Any, Any]:
    """Both ends as the formula gives them; of numbers or of arrays."""
    p = count / total
    scale = 1 + z * z / total
    centre = (p + z * z / (2 * total)) / scale
    half = z / scale * (p * (1 - p) / total + z * z / (4 * total * total)) ** 0.5
    return centre - half, centre + half


def difference_interval(count: int, total: int, other_count: int, other_total: int) -> tuple:
    """Difference of two rates (first minus second) with its 95 % interval: (difference, low, high).

    From the two Wilson intervals (l, u): low = d − √((p1−l1)² + (u2−p2)²), high = d +
    √((u1−p1)² + (p2−l2)²). Newcombe 1998, Statistics in Medicine 17:873–890, method 10; example a.

    >>> [round(value, 4) for value in difference_interval(56, 70, 48, 80)]
    [0.2, 0.0524, 0.3339]
    """
    if total <= 0 or other_total <= 0:
        return nan, nan, nan
    first, second = count / total, other_count / other_total
    low, high = wilson_interval(count, total)
    other_low, other_high = wilson_interval(other_count, other_total)
    difference = first - second
    return (
        difference,
        difference - sqrt((first - low) ** 2 + (other_high - second) ** 2),
        difference + sqrt((high - first) ** 2 + (second - other_low) ** 2),
    )


def with_rates(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the rates whose parts are there: by lines, by dollars, by claims, overturned, partial.

    ``denial_rate`` denied ÷ adjudicated lines; ``dollar_denial_rate`` charge of denied ÷ charge of
    adjudicated lines; ``claim_denial_rate`` denied ÷ adjudicated claims; ``overturn_rate``
    overturned ÷ resolved lines; ``partial_rate`` partial ÷ denied lines; ``low`` and ``high`` are
    the Wilson interval of ``denial_rate``.
    """
    parts = {
        "denial_rate": ("denied_line_count", "adjudicated_line_count"),
        "dollar_denial_rate": ("denied_charge_amount", "adjudicated_charge_amount"),
        "claim_denial_rate": ("denied_claim_count", "adjudicated_claim_count"),
        "overturn_rate": ("overturned_line_count", "resolved_line_count"),
        "partial_rate": ("partial_line_count", "denied_line_count"),
    }
    rates = {
        name: rate(rows[above], rows[below])
        for name, (above, below) in parts.items()
        if above in rows and below in rows
    }
    rates["low"], rates["high"] = wilson_intervals(
        rows["denied_line_count"].to_numpy(float), rows["adjudicated_line_count"].to_numpy(float)
    )
    return rows.assign(**rates)
