"""Expected against seen: how odd are the denials of the last weeks, for very many combinations?

Gamma-Poisson. With Y denials of N lines in the baseline, n lines in a window of w weeks, and m the
rate of the reason over all payers that give it, the rate is held to be known as well as from
A = Y + 50 m denials in N + 50 lines. Expected are E = n A ÷ (N + 50), and the count is negative
binomial with mean E and 1/k = 1/A + τ²/w: how well the rate is known, and how much weeks vary
beyond chance. P(count ≥ y) = I(y, k; E/(E + k)), the regularised incomplete beta function
(Abramowitz & Stegun 26.5.24). Where c lines of a claim are denied together, y, E and A are divided
by Σc²/Σc, as counts of such clusters scatter by that much more (compound Poisson). Four windows are
looked at and the oddest is told, so its chance counts fourfold (Bonferroni).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analytics.measures.signal_counts import Array, Counts, between, running
from analytics.vocabulary import WEEKS_BEFORE, WEEKS_SHOWN

WINDOWS = (1, 2, 4, 8)  # weeks, each up to the week looked at
BASELINE = WEEKS_SHOWN  # weeks just before a window
SPAN = BASELINE + WINDOWS[-1]
PRIOR_LINES = 50
SPREAD = 0.08  # τ² of weeks where little is known of them
SPREAD_WORTH = 2 / SPREAD**2  # what that is worth: as if τ² itself were known to ± 0.08
LEAST_SPREAD = 0.01
LIFT, EXCESS = 1.3, 3
RECENT = 2  # weeks


@dataclass(frozen=True)
class Series:
    """Weekly counts of some combinations, summed up so that any weeks are a difference.

    ``reason_of`` gives each one's row in the sums of its reason over all payers that give it.
    """

    denied: Array
    lines: Array
    lines_per_claim: Array
    reason_of: Array
    reason_denied: Array
    reason_lines: Array


@dataclass(frozen=True)
class Scores:
    """Per combination: its oddest window (0 to 3), the chance of it × 4, and the counts behind.

    ``base_end`` is the week before which its baseline ends. Where nothing is worth telling (lift
    under 1.3 or less than 3 lines of difference in every window) the score is 1.
    """

    window: Array
    score: Array
    seen: Array
    lines: Array
    expected: Array
    base_denied: Array
    base_lines: Array
    base_start: Array
    base_end: Array


def series_of(counts: Counts) -> Series:
    """Counts made ready for scoring; how many lines are denied together is told by `as_of`."""
    return Series(
        running(counts.denied),
        running(counts.lines),
        np.ones(len(counts.parts)),
        counts.reason_of,
        running(counts.reason_denied),
        running(counts.reason_lines),
    )


def as_of(series: Series, squares: Array, at: int) -> Series:
    """The series as known at the end of the week in column ``at``.

    ``squares`` are the running sums of the squares of lines denied together: Σc² ÷ Σc is how many.
    """
    denied = np.maximum(series.denied[:, at + 1], 1)
    return replace(series, lines_per_claim=np.maximum(squares[:, at + 1] / denied, 1.0))


def scored(
    series: Series,
    at: int,
    since: Array | None = None,
    larger: Array | None = None,
    improved: bool = False,
    rows: Array | None = None,
) -> Scores:
    """The combinations in ``rows`` (None: all) as seen from the week in column ``at``.

    ``since`` is, for each of them, the column its alert began in, one beyond ``at`` where none
    stands: its baseline is the weeks before (a change that is known does not become usual).
    ``larger`` (of them × windows) multiplies what is expected. ``improved`` looks for fewer denials
    instead of more.
    """
    rows = np.arange(len(series.denied)) if rows is None else rows
    count = len(rows)
    since = np.full(count, at + 1) if since is None else since
    larger = np.ones((count, len(WINDOWS))) if larger is None else larger
    best: Array | None = None
    for place, width in enumerate(WINDOWS):
        told = np.array(_window(series, rows, at, width, since, larger[:, place], improved))
        told = np.vstack([np.full(count, place), told])
        best = told if best is None else np.where(told[1] < best[1], told, best)
    assert best is not None
    window, chance, seen, lines, expected, denied_before, lines_before, end, start = best
    return Scores(
        window.astype(int),
        np.minimum(1.0, len(WINDOWS) * chance),
        seen,
        lines,
        expected,
        denied_before,
        lines_before,
        start.astype(int),
        end.astype(int),
    )


def worth_scoring(series: Series, at: int, known: Array) -> dict[bool, Array]:
    """The combinations, among those known, that may score under 1 where no alert stands, in order.

    Those that may be worse (False) and those that may be improved (True).

    By their own rate alone, as `_window` asks it first: what it is expected to be may only be
    further from what was seen. Nearly all go, and far less is worked out for the rest.
    """
    worse, improved = np.zeros(len(known), bool), np.zeros(len(known), bool)
    for width in WINDOWS:
        start = at + 1 - width
        base = max(0, start - BASELINE)
        if start - base < WEEKS_BEFORE:
            continue
        seen = between(series.denied, start, at + 1)
        lines = between(series.lines, start, at + 1)
        lines_before = between(series.lines, base, start)
        own = lines * between(series.denied, base, start) / np.maximum(lines_before, 1)
        worse |= (seen - own >= EXCESS) & (seen >= own * LIFT)
        # A rate that is of the reason alone is less than 1.
        own = np.where(lines_before > 0, own, lines)
        improved |= (own - seen >= EXCESS) & (seen * LIFT <= own)
    return {False: np.flatnonzero(worse & known), True: np.flatnonzero(improved & known)}


def counted_quietly(series: Series, row: int, at: int, since: int) -> Scores:
    """The counts of one combination in the last 2 weeks, told of though nothing stands out."""
    told = _window(series, np.array([row]), at, RECENT, np.array([since]), np.ones(1), False)
    _, seen, lines, expected, denied_before, lines_before, end, start = told
    place = np.array([WINDOWS.index(RECENT)])
    one = np.ones(1)
    return Scores(place, one, seen, lines, expected, denied_before, lines_before, start, end)


def _window(
    series: Series,
    rows: Array,
    at: int,
    width: int,
    since: Array,
    larger: Array,
    improved: bool,
) -> tuple[Array, ...]:
    """Of the combinations in ``rows`` and one window: chance, seen, lines, expected, and the
    baseline: counts, its end and its start.
    """
    from scipy.special import betainc  # takes a second to load, and only a load needs it

    start = max(0, at + 1 - width)
    end = baseline_end(start, at, since)
    base_start = np.maximum(0, end - BASELINE)
    seen = between(series.denied, start, at + 1, rows)
    lines = between(series.lines, start, at + 1, rows)
    before = between(series.denied, base_start, end, rows)
    lines_before = between(series.lines, base_start, end, rows)
    reasons = series.reason_of[rows]
    known, rate = known_rate(series, reasons, before, lines_before, base_start, end)
    expected = lines * rate * larger
    # What was always denied is not worse for being so: it must go beyond its own rate as well.
    own = lines * before / np.maximum(lines_before, 1) * larger
    if improved:
        least = np.where(lines_before > 0, np.minimum(expected, own), expected)
        told = (seen * LIFT <= least) & (least - seen >= EXCESS)
    else:
        most = np.maximum(expected, own)
        told = (seen >= most * LIFT) & (seen - most >= EXCESS)
    # What was, but is over, is no news: the last two weeks must go the same way.
    late = max(start, at + 1 - RECENT)
    recent = between(series.denied, late, at + 1, rows)
    beyond = recent - between(series.lines, late, at + 1, rows) * rate * larger
    told &= (beyond < 0) if improved else (beyond > 0)
    told &= (end - base_start >= WEEKS_BEFORE) & (at + 1 - start == width) & (expected > 0)
    chance = np.ones(len(seen))
    some = np.flatnonzero(told)
    if len(some):
        own = rows[some]
        together = series.lines_per_claim[own]
        y, mean, known = (counts[some] / together for counts in (seen, expected, known))
        spread = week_spread(
            series, own, before[some], lines_before[some], base_start[some], end[some]
        )
        size = 1 / (1 / known + spread / width)
        chance[some] = (
            betainc(size, y + 1, size / (mean + size))
            if improved
            else betainc(y, size, mean / (mean + size))
        )
    return chance, seen, lines, expected, before, lines_before, end, base_start


def baseline_end(start: int, at: int, since: Array) -> Array:
    """The column a baseline ends before: where an alert stands its start, else the window's."""
    return np.where(since <= at, since, start)


def known_rate(
    series: Series,
    reasons: Array,
    before: Array,
    lines_before: Array,
    start: Array,
    end: Array,
) -> tuple[Array, Array]:
    """A (how many denials the rate is known from) and the rate A ÷ (N + 50), by the baseline."""
    denied = between(series.reason_denied, start, end, reasons)
    lines = between(series.reason_lines, start, end, reasons)
    # Half a denial more, so that a reason never given before is rare, not impossible.
    known = before + PRIOR_LINES * (denied + 0.5) / (lines + PRIOR_LINES)
    return known, known / (lines_before + PRIOR_LINES)


def week_spread(
    series: Series, rows: Array, before: Array, lines_before: Array, start: Array, end: Array
) -> Array:
    """τ² of some combinations: how much their baseline weeks vary beyond chance, by moments.

    A week of mean μ = n Y/N has variance cμ + τ²μ² (c lines denied together), so
    Σ((y − μ)² − cμ) ÷ Σμ² is τ², known to a variance of about 2 ÷ Σμ² where weeks are all chance.
    It is drawn towards 0.08 by that measure.
    """
    # No other weeks than those of their baselines: there are far more combinations than that.
    first, last = int(start.min()), int(end.max())
    denied, lines = (
        np.diff(sums[:, first : last + 1][rows].astype(float), axis=1)
        for sums in (series.denied, series.lines)
    )
    start, end = start - first, end - first
    rate = before / np.maximum(lines_before, 1)
    means_squared = rate**2 * between(running(lines**2), start, end)
    products = rate * between(running(denied * lines), start, end)
    squares = between(running(denied**2), start, end)
    chance = series.lines_per_claim[rows] * before
    beyond = squares - 2 * products + means_squared - chance
    spread = (beyond + SPREAD_WORTH * SPREAD) / (means_squared + SPREAD_WORTH)
    return np.maximum(spread, LEAST_SPREAD)
