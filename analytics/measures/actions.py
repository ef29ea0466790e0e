"""Whether an action moved its number: before, after, the usual range and the odds of chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.measures.action_words import (
    FEW,
    IMPROVED,
    NO_CHANGE,
    NOTHING,
    SHARES,
    TOO_EARLY,
    WORSE,
    action_sentence,
)
from analytics.measures.rates import TOO_FEW, rate

OUTSIDE = 0.025  # so seldom by chance on one side: the usual range holds 95 weeks of 100
USUAL_SPREAD = 0.02  # squared variation of weeks beyond chance, where little is known
SPREAD_WEEKS = 4  # how many weeks of evidence that is worth


@dataclass(frozen=True)
class _Counts:
    """What is compared, a row per action: counts, of how many, weeks, and what one count is."""

    before: np.ndarray
    after: np.ndarray
    of_before: np.ndarray
    of_after: np.ndarray
    weeks_before: np.ndarray
    weeks_after: np.ndarray
    unit: np.ndarray  # of one count, in the measure's own: 1, or dollars


def judged_actions(rows: pd.DataFrame) -> pd.DataFrame:
    """Add what an action's measure was before and after, its usual range, and what to make of it.

    Takes the rows of ``actions``. ``before_rate`` and ``after_rate`` are what was counted ÷ of how
    many; ``before_value`` and ``after_value`` are shares, lines a week or dollars a week, as
    ``measure`` says, and so are ``usual_low`` and ``usual_high``, between which lie 95 of 100
    values that chance alone brings after such weeks before; ``p_value``: how often it brings one so
    far out on its side.

    Counts are gamma-Poisson. Of Y before in N (lines; weeks, where the measure is so much a week),
    n after are expected to bring E = n (Y + ½) ÷ N, and to lie as a negative binomial of mean E
    and 1/k = 1 ÷ (Y + ½) + t ÷ W + t ÷ w: the chance of what was seen before, and what W weeks
    before and w after vary beyond chance. t is by moments, (W ÷ (W − 1) · Σ(y − e)² − Y) ÷ Σe²,
    not below 0, drawn towards 0.02 as if by 4 weeks more. Dollars are as many lines of one size,
    Σx² ÷ Σx (a compound Poisson sum with its own mean and variance).
    """
    counts = _counts(rows)
    mean, size = _expected(rows, counts)
    low, high, fewer, more = _tails(counts.after, mean, size)
    per = np.where(counts.of_after > 0, counts.of_after, np.nan) / counts.unit
    most = np.where(rows["measure"].isin(SHARES), 1.0, np.inf)  # no share is over the whole
    told = rows.assign(
        before_rate=rate(rows["before_count"], rows["before_total_count"]),
        after_rate=rate(rows["after_count"], rows["after_total_count"]),
        before_value=_value(rows, counts.before * counts.unit, counts.of_before),
        after_value=_value(rows, counts.after * counts.unit, counts.of_after),
        usual_low=np.minimum(low / per, most),
        usual_high=np.minimum(high / per, most),
        p_value=np.minimum(fewer, more),
        verdict=_verdicts(rows, counts, fewer, more),
    )
    is_judged = told["verdict"].isin([IMPROVED, WORSE, NO_CHANGE])
    blank = {name: told[name].where(is_judged) for name in ("usual_low", "usual_high", "p_value")}
    told = told.assign(**blank)
    sentences = [action_sentence(row) for row in told.itertuples()]
    hidden = ["residual_squares", "share_squares", "before_squared_amount"]
    return told.assign(sentence=pd.Series(sentences, index=told.index, dtype=str)).drop(
        columns=hidden
    )


def _value(rows: pd.DataFrame, above: np.ndarray, below: np.ndarray) -> pd.Series:
    """Counts or dollars of each action ÷ of how many lines, claims or weeks."""
    return rate(pd.Series(above, index=rows.index), pd.Series(below, index=rows.index))


def _counts(rows: pd.DataFrame) -> _Counts:
    """The counts of each action as its measure reads them."""
    is_share = rows["measure"].isin(SHARES).to_numpy()
    is_money = (rows["measure"] == "denied_amount").to_numpy()
    amount = rows["before_amount"].to_numpy(float)
    squares = rows["before_squared_amount"].to_numpy(float)
    unit = np.divide(squares, amount, out=np.ones(len(rows)), where=is_money & (amount > 0))
    weeks = [rows[f"{when}_week_count"].to_numpy(float) for when in ("before", "after")]
    counted = [
        np.where(is_money, rows[f"{when}_amount"].to_numpy(float) / unit, rows[f"{when}_count"])
        for when in ("before", "after")
    ]
    of = [
        np.where(is_share, rows[f"{when}_total_count"].to_numpy(float), count)
        for when, count in zip(("before", "after"), weeks, strict=True)
    ]
    return _Counts(counted[0], counted[1], of[0], of[1], weeks[0], weeks[1], unit)


def _expected(rows: pd.DataFrame, counts: _Counts) -> tuple[np.ndarray, np.ndarray]:
    """Mean and size of the negative binomial that chance alone would draw the count after from."""
    weeks = counts.weeks_before
    shares = rows["share_squares"].to_numpy(float)
    scattered = rows["residual_squares"].to_numpy(float) * weeks / np.maximum(weeks - 1, 1)
    spread = np.divide(
        scattered - counts.before, shares, out=np.zeros(len(rows)), where=(shares > 0) & (weeks > 1)
    )
    evidence = np.maximum(weeks - 1, 0)
    spread = (evidence * np.maximum(spread, 0) + SPREAD_WEEKS * USUAL_SPREAD) / (
        evidence + SPREAD_WEEKS
    )
    seen = counts.before + 0.5
    mean = counts.of_after * seen / np.maximum(counts.of_before, 1)
    beyond = 1 / np.maximum(weeks, 1) + 1 / np.maximum(counts.weeks_after, 1)
    return np.maximum(mean, 1e-9), 1 / (1 / seen + spread * beyond)


def _tails(
    seen: np.ndarray, mean: np.ndarray, size: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Ends of the usual range, and how often chance brings so few, so many."""
    from scipy.special import betainc  # here, as it takes a second to come
    from scipy.stats import nbinom

    chance = size / (size + mean)
    low, high = (nbinom.ppf(end, size, chance) for end in (OUTSIDE, 1 - OUTSIDE))
    fewer = betainc(size, seen + 1, chance)
    more = np.where(seen > 0, betainc(np.maximum(seen, 1e-9), size, 1 - chance), 1.0)
    return low, high, fewer, more


def _verdicts(
    rows: pd.DataFrame, counts: _Counts, fewer: np.ndarray, more: np.ndarray
) -> np.ndarray:
    """What to make of each, in a word or three."""
    is_share = rows["measure"].isin(SHARES).to_numpy()
    is_few = is_share & (np.minimum(counts.of_before, counts.of_after) < TOO_FEW)
    return np.select(
        [
            counts.weeks_after == 0,
            counts.of_before == 0,
            is_few,
            fewer <= OUTSIDE,
            more <= OUTSIDE,
        ],
        [TOO_EARLY, NOTHING, FEW, IMPROVED, WORSE],
        NO_CHANGE,
    )


def weekly_values(weeks: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Add ``value`` to the weeks of an action, in the unit of its measure.

    Takes rows of ``action_weeks``; weeks that seem to miss a file are left out.
    """
    healthy = weeks[weeks["is_healthy"].astype(bool)]
    if measure in SHARES:
        return healthy.assign(value=rate(healthy["counted_count"], healthy["total_count"]))
    name = "amount" if measure == "denied_amount" else "counted_count"
    return healthy.assign(value=healthy[name].astype(float))
