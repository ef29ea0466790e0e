"""One change, one alert: what stands out, each change once and at its right level.

The strongest is taken first. What overlaps with it is then judged again: a part of it is expected
to share its lift, and whatever else it overlaps with loses the lines they share. So on, until
nothing that is left stands out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analytics.measures.signal_counts import Array, between
from analytics.measures.signal_scores import (
    BASELINE,
    WINDOWS,
    Scores,
    Series,
    baseline_end,
    known_rate,
    scored,
)

LEAST_TOLD = 0.999
LEAST_COUNTED = 4  # denials, as in queries/4_review/signal_counts.sql
KEPT_EVIDENCE, KEPT_EXCESS, NARROWER = 0.9, 0.95, 0.8


@dataclass(frozen=True)
class Taken:
    """One that stands out: its row among all combinations, its scores (of one row), its E-value.

    ``series`` holds the counts it was judged by: its own, less what a stronger one had taken.
    """

    row: int
    scores: Scores
    e_value: float
    series: Series


def each_once(
    series: Series,
    parts: Array,
    scores: Scores,
    scored_rows: Array,
    at: int,
    trial_count: int,
    limit: float,
    since: Array,
    known: Array,
    settled: Array,
    improved: bool = False,
) -> list[Taken]:
    """What has an E-value (score × combinations tried) of at most ``limit``, the strongest first.

    ``scores`` are those of ``scored_rows`` (in order) from the week in column ``at``, as nothing
    else can be odd in it; ``since`` as there.
    ``known`` are the combinations that count in the week. Those ``settled`` have an alert for
    weeks: it keeps its level while that holds about as much of the evidence as the strongest.
    """
    if not trial_count:  # early weeks, in which nothing was denied often enough to be counted
        return []
    # A score of 1 is nothing worth telling, however few were tried.
    most = min(limit / trial_count, LEAST_TOLD)
    places = np.flatnonzero(known[scored_rows] & (scores.score <= most))
    if not len(places):
        return []
    rows = scored_rows[places]
    # The oddest first; of equals the one that says most, then in their order.
    order = np.lexsort((rows, -(parts[rows] >= 0).sum(axis=1), scores.score[places]))
    rows, places = rows[order], places[order]
    own_parts, told = parts[rows], parts[rows] >= 0
    reasons = series.reason_of
    own, larger = chosen_series(series, rows), np.ones((len(rows), len(WINDOWS)))
    now = chosen_scores(scores, places)
    left = np.ones(len(rows), bool)
    taken: list[Taken] = []
    while left.any():
        strongest = int(np.flatnonzero(left)[np.argmin(now.score[left])])
        if now.score[strongest] > most:
            break
        alike = left & (reasons[rows] == reasons[rows[strongest]]) & (now.score <= most)
        first = _standing(own_parts, now, alike & settled[rows], strongest)
        if first is None:
            first = _narrowest(own_parts, own, now, alike, strongest, at)
        one = np.array([first])
        e_value = float(now.score[first] * trial_count)
        taken.append(
            Taken(int(rows[first]), chosen_scores(now, one), e_value, chosen_series(own, one))
        )
        left[first] = False
        both = told & told[first]
        fits = left & (reasons[rows] == reasons[rows[first]])
        fits &= ~((own_parts != own_parts[first]) & both).any(axis=1)
        within = fits & (both.sum(axis=1) == told[first].sum())
        lift = _lifts(own, first, np.flatnonzero(within), at, since[rows], improved)
        larger[within] *= lift
        for other in np.flatnonzero(fits & ~within).tolist():
            wanted = np.maximum(own_parts[first], own_parts[other])
            shared = _row_of(series, parts, known & (series.reason_of == reasons[rows[first]]),
                             wanted, at)  # fmt: skip
            _take_shared(own, other, series, shared, at)
        again = np.flatnonzero(fits)
        if len(again):
            judged = scored(own, at, since[rows[again]], larger[again], improved, again)
            for name in vars(now):
                getattr(now, name)[again] = getattr(judged, name)
    return taken


def _take_shared(own: Series, other: int, series: Series, shared: int | None, at: int) -> None:
    """Take the lines of a combination (None: too few to be counted) out of another's counts."""
    if shared is None:
        own.denied[other, : at + 2] = _less_than_counted(own.denied[other, : at + 2])
    else:
        own.denied[other] = _less(own.denied[other], series.denied[shared])
        own.lines[other] = _less(own.lines[other], series.lines[shared])


def _standing(parts: Array, now: Scores, left: Array, first: int) -> int | None:
    """The alert that stands already, within ``first`` or around it, with 9 tenths of its evidence.

    So that the same change is not told at another level each week. Of several the one with most.
    """
    evidence = -np.log(np.maximum(now.score, 1e-300))
    fits = left & nested(parts, parts[first]) & (evidence >= KEPT_EVIDENCE * evidence[first])
    rows = np.flatnonzero(fits)
    return int(rows[np.argmax(evidence[rows])]) if len(rows) else None


def nested(parts: Array, one: Array) -> Array:
    """Which combinations hold all lines of one, or only such lines."""
    return is_part(parts, one) | is_part(one, parts)


def is_part(parts: Array, whole: Array) -> Array:
    """Which combinations hold lines of the whole only; either may be one or several."""
    return ((parts == whole) | (whole < 0)).all(axis=-1)


def _narrowest(parts: Array, own: Series, now: Scores, left: Array, first: int, at: int) -> int:
    """The narrowest part of ``first`` that holds the change as well, or itself.

    Where all that is denied of a whole is denied in one part of it, before and since, both are
    equally odd; then the part says more. It must hold nine tenths of the evidence (−log of the
    score) and 95 % of what is beyond the expected, on at most four fifths of the lines.
    """
    fits = left & is_part(parts, parts[first])
    evidence = -np.log(np.maximum(now.score, 1e-300))
    fits &= evidence >= KEPT_EVIDENCE * evidence[first]
    start = at + 1 - WINDOWS[now.window[first]]
    lines = own.lines[:, at + 1] - own.lines[:, start]
    seen = own.denied[:, at + 1] - own.denied[:, start]
    beyond = seen - lines * now.expected / np.maximum(now.lines, 1)
    fits &= np.abs(beyond) >= KEPT_EXCESS * np.abs(beyond[first])
    fits &= lines <= NARROWER * lines[first]
    rows = np.flatnonzero(fits)
    return int(rows[np.argmin(lines[rows])]) if len(rows) else first


def chosen_series(series: Series, rows: Array) -> Series:
    """The series of some combinations, as copies."""
    return replace(
        series,
        denied=series.denied[rows],
        lines=series.lines[rows],
        lines_per_claim=series.lines_per_claim[rows],
        reason_of=series.reason_of[rows],
    )


def chosen_scores(scores: Scores, rows: Array) -> Scores:
    """The scores of some combinations, as copies."""
    return Scores(**{name: values[rows].copy() for name, values in vars(scores).items()})


def _less(sums: Array, shared: Array) -> Array:
    """Running sums without those of shared lines; never below none in a week."""
    weekly = np.maximum(np.diff(sums) - np.diff(shared), 0)
    return np.concatenate([[0.0], np.cumsum(weekly)])


def _less_than_counted(sums: Array) -> Array:
    """Running sums without the last 3: so many may stand in lines that were too few to be counted.

    Fewer than 4 denials have no counts of their own, so the worst is assumed of them.
    """
    return np.minimum(sums, max(0.0, sums[-1] - (LEAST_COUNTED - 1)))


def _lifts(own: Series, first: int, within: Array, at: int, since: Array, improved: bool) -> Array:
    """Per part and window: how much more (or less) than expected the whole had in it.

    What is expected of the whole is told by the weeks that the part's own baseline covers.
    """
    whole = np.full(len(within), first)
    lifts = np.ones((len(within), len(WINDOWS)))
    for place, width in enumerate(WINDOWS):
        start = max(0, at + 1 - width)
        end = baseline_end(start, at, since[within])
        base = np.maximum(0, end - BASELINE)
        _, rate = known_rate(
            own,
            own.reason_of[whole],
            between(own.denied, base, end, whole),
            between(own.lines, base, end, whole),
            base,
            end,
        )
        expected = between(own.lines, start, at + 1, whole) * rate
        ratio = between(own.denied, start, at + 1, whole) / np.maximum(expected, 1e-9)
        lifts[:, place] = np.minimum(ratio, 1) if improved else np.maximum(ratio, 1)
    return lifts


def _row_of(series: Series, parts: Array, fits: Array, wanted: Array, at: int) -> int | None:
    """The combination of these parts; None where it had too few denials to be counted.

    One of the same lines bears all parts they share, so it is the largest that has those wanted.
    """
    rows = np.flatnonzero(fits)
    rows = rows[is_part(parts[rows], wanted)]
    return int(rows[np.argmax(series.lines[rows, at + 1])]) if len(rows) else None
