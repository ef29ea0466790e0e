"""Expected next week: how many lines will be denied, with the range they likely lie in."""

from __future__ import annotations

from dataclasses import dataclass
from math import lgamma, log

import numpy as np
import pandas as pd

from analytics.measures.words import count_text, dollar_text
from analytics.vocabulary import WEEKS_BEFORE

LEAST_WEEKS = 4
LIKELY = 0.90  # share of weeks that should lie in the range
USUAL_SPREAD = 0.02  # squared variation of weeks beyond chance where little is known
SPREAD_WEEKS = 4  # how many weeks of evidence that is worth


@dataclass(frozen=True)
class Expected:
    """Denied lines expected of the next week, the likely range, their dollars, weeks and lines."""

    line_count: float
    low: int
    high: int
    amount: float
    week_count: int
    seen_line_count: int


def expected_next_week(
    weekly: pd.DataFrame, week: pd.Timestamp, unhealthy_weeks: frozenset = frozenset()
) -> Expected | None:
    """What the last 8 healthy weeks up to a week foretell; None under 4 of them.

    Counts are gamma-Poisson: with mean m of n weeks the next is negative binomial of mean m and
    variance m + (m + t m²) ÷ n + t m²: its own chance, that of the mean, and the weeks' own
    variation t, by moments ((s² − m) ÷ m², not below 0), drawn towards 0.02 as if by 4 weeks more.
    """
    known = weekly[
        (weekly["remit_week"] <= week)
        & (weekly["adjudicated_line_count"] > 0)
        & ~weekly["remit_week"].isin(unhealthy_weeks)
    ].tail(WEEKS_BEFORE)
    if len(known) < LEAST_WEEKS:
        return None
    counts = known["denied_line_count"].to_numpy(float)
    low, high = likely_range(counts)
    return Expected(
        float(counts.mean()),
        low,
        high,
        float(known["denied_amount"].mean()),
        len(known),
        int(counts.sum()),
    )


def likely_range(counts: np.ndarray) -> tuple[int, int]:
    """The 5 % and 95 % points of the next count after these.

    >>> likely_range(np.array([30.0, 34, 28, 36, 31, 33, 29, 35]))
    (22, 44)
    """
    weeks, mean = len(counts), (counts.sum() + 0.5) / len(counts)
    seen = max(0.0, (counts.var(ddof=1) - mean) / mean**2)
    spread = ((weeks - 1) * seen + SPREAD_WEEKS * USUAL_SPREAD) / (weeks - 1 + SPREAD_WEEKS)
    variance = mean + (mean + spread * mean**2) / weeks + spread * mean**2
    tail = (1 - LIKELY) / 2
    return _quantile(tail, mean, variance), _quantile(1 - tail, mean, variance)


def _quantile(share: float, mean: float, variance: float) -> int:
    """The least count that so large a share of a negative binomial does not pass."""
    size = mean**2 / (variance - mean)
    counts = np.arange(int(mean + 12 * variance**0.5) + 12)
    gammas = np.array([lgamma(count + size) - lgamma(count + 1) for count in counts])
    logs = gammas - lgamma(size) + size * log(size / (size + mean))
    passed = np.cumsum(np.exp(logs + counts * log(mean / (size + mean)))) >= share
    return int(np.argmax(passed))


def expected_sentence(expected: Expected | None) -> str:
    """The next week in one line."""
    if expected is None:
        return f"Expected next week: too few weeks to say ({LEAST_WEEKS} are needed)."
    return (
        f"Expected next week: about {count_text(round(expected.line_count), 'denied line')} "
        f"(likely {expected.low:,} to {expected.high:,}), {dollar_text(expected.amount)}; from "
        f"{count_text(expected.seen_line_count, 'denied line')} in the last "
        f"{expected.week_count} weeks without a missing file."
    )
