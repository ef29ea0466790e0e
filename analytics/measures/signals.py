"""New or worse, to be watched, improved: what stands out from each of the last weeks.

Counts in, alerts out; nothing is looked up, so that invented weeks are judged as loaded ones are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.measures.signal_counts import PARTS, Array, Counts, between, counts_of
from analytics.measures.signal_rollup import Taken, each_once
from analytics.measures.signal_scores import (
    LEAST_BASELINE,
    SPAN,
    WINDOWS,
    Series,
    scored,
    series_of,
)
from analytics.measures.signal_words import alert_sentence

WEEKS_JUDGED = 26  # weeks people can look back to
WEEKS_COUNTED = WEEKS_JUDGED + SPAN - 1
ALERT_LIMIT, WATCH_LIMIT = 1.0, 10.0  # E-values
WEEKS_TO_END = 2  # an alert not seen for so long has ended


@dataclass(frozen=True)
class Signals:
    """Rows for the tables ``alerts`` and ``judged_weeks`` of queries/signals."""

    alerts: pd.DataFrame
    judged_weeks: pd.DataFrame


def signals_of(rows: pd.DataFrame, labels: dict[str, str] | None = None) -> Signals:
    """What stands out from each week with a baseline of 8 weeks, of the last 26.

    ``rows`` are those of ``signal_counts``; ``labels`` says what a CARC means, for the sentences.
    Weeks are judged in order: where an alert stands, its later weeks are compared with the 26
    before it began, so that a change does not become usual by lasting. That ends when it has not
    stood out for 2 weeks, or began more than half a year ago.
    """
    if rows.empty:
        return Signals(pd.DataFrame(), pd.DataFrame())
    counts, trial_count = counts_of(rows), int(rows["tried_combination_count"].iloc[0])
    series = series_of(counts)
    standing = {improved: _Standing.none(len(counts.parts)) for improved in (False, True)}
    found, judged = [], []
    first = max(LEAST_BASELINE, len(counts.weeks) - WEEKS_JUDGED)
    for at in range(first, len(counts.weeks)):
        judged.append({"remit_week": counts.weeks[at], "combination_count": trial_count})
        for improved, begun in standing.items():
            found += _week(counts, series, at, trial_count, begun, improved)
    alerts = pd.DataFrame(found)
    if len(alerts):
        alerts["sentence"] = [alert_sentence(row, labels or {}) for row in alerts.itertuples()]
        alerts = alerts.drop(columns="is_modifier_told")
    return Signals(alerts, pd.DataFrame(judged))


@dataclass(frozen=True)
class _Standing:
    """Per combination, where its standing alert began and was last seen (columns; -1 is never)."""

    start: Array
    last: Array

    @classmethod
    def none(cls, count: int) -> _Standing:
        """No alert stands yet."""
        return cls(np.full(count, -1), np.full(count, -1))


def _week(
    counts: Counts, series: Series, at: int, trial_count: int, begun: _Standing, improved: bool
) -> list[dict[str, object]]:
    """The rows of one week and direction; ``begun`` is brought up to date."""
    begun.start[(begun.start <= at - SPAN) | (begun.last < at - WEEKS_TO_END)] = -1
    since = np.where(begun.start < 0, at + 1, begun.start)
    scores = scored(series, at, since, improved=improved)
    limit = ALERT_LIMIT if improved else WATCH_LIMIT
    rows, places = [], {}
    for one in each_once(series, counts.parts, scores, at, trial_count, limit, since, improved):
        stands = begun.start[one.row] >= 0
        is_settled = stands and begun.start[one.row] <= at - WINDOWS[-1]
        start = begun.start[one.row] if is_settled else start_of(one, at, improved)
        if one.e_value <= ALERT_LIMIT or stands:
            begun.start[one.row], begun.last[one.row] = start, at
        kind = "improved" if improved else "new_or_worse"
        kind = kind if one.e_value <= ALERT_LIMIT else "watch"
        places[kind] = places.get(kind, 0) + 1
        rows.append({"kind": kind, "alert_number": places[kind], **_row(counts, one, at, start)})
    return rows


def start_of(one: Taken, at: int, improved: bool = False) -> int:
    """The column of the week a change began in: of the last 8, the likeliest.

    Since week s, y were denied where E are expected by the baseline: the likelihood ratio of a
    change there is y log(y/E) − (y − E) (Poisson). The whole of the run counts, so that a single
    odd week does not begin a change that lasts.
    """
    scores = one.scores
    rate = scores.expected[0] / scores.lines[0]
    weeks = np.arange(max(0, at + 1 - WINDOWS[-1]), at + 1)
    end = np.full(len(weeks), at + 1)
    rows = np.zeros(len(weeks), int)
    seen = between(one.series.denied, weeks, end, rows)
    expected = np.maximum(between(one.series.lines, weeks, end, rows) * rate, 1e-9)
    ratio = np.where(seen > 0, seen * np.log(np.maximum(seen, 1) / expected), 0) - seen + expected
    ratio[(seen > expected) == improved] = -1
    return int(weeks[np.argmax(ratio)])


def _row(counts: Counts, one: Taken, at: int, start: int) -> dict[str, object]:
    """An alert as its table has it, but for the sentence."""
    scores, told = one.scores, counts.combinations.iloc[one.row]
    window = WINDOWS[scores.window[0]]
    seen, expected = scores.seen[0], scores.expected[0]
    is_modifier_told = told["is_modifier_told"]
    return {
        "carc_code": told["carc_code"],
        **{name: None if pd.isna(told[name]) else told[name] for name in PARTS},
        **({} if is_modifier_told else {"modifier_code": None}),
        "is_modifier_told": is_modifier_told,
        "window_weeks": window,
        "seen_count": int(seen),
        "line_count": int(scores.lines[0]),
        "expected_count": float(expected),
        "baseline_denied_count": int(scores.base_denied[0]),
        "baseline_line_count": int(scores.base_lines[0]),
        "baseline_week_count": int(scores.base_end[0] - scores.base_start[0]),
        "lift": float(seen / expected),
        "e_value": one.e_value,
        "remit_week": counts.weeks[at],
        "first_week": counts.weeks[at + 1 - window],
        "since_week": counts.weeks[start],
    }
