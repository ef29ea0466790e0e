"""New or worse, to be watched, improved: what stands out from each of the last weeks.

Counts in, alerts out; nothing is looked up, so that invented weeks are judged as loaded ones are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics.measures.signal_counts import PARTS, Array, between, counts_of
from analytics.measures.signal_history import History, history_of
from analytics.measures.signal_kept import DIRECTIONS, kept_rows
from analytics.measures.signal_rollup import (
    LEAST_COUNTED,
    Taken,
    chosen_scores,
    chosen_series,
    each_once,
)
from analytics.measures.signal_scores import (
    SPAN,
    WINDOWS,
    Scores,
    Series,
    as_of,
    counted_quietly,
    scored,
    worth_scoring,
)
from analytics.measures.signal_states import (
    ALERT_LIMIT,
    ENDED,
    WATCH_LIMIT,
    Alert,
    Standing,
)
from analytics.measures.signal_words import alert_sentence
from analytics.vocabulary import WEEKS_BEFORE, WEEKS_SHOWN

WEEKS_COUNTED = WEEKS_SHOWN + SPAN - 1
KINDS = dict(zip(DIRECTIONS, ("new_or_worse", "improved"), strict=True))


@dataclass(frozen=True)
class Signals:
    """Rows for the tables of the same names (``standing_alerts``) of queries/signals."""

    alerts: pd.DataFrame
    judged_weeks: pd.DataFrame
    standing: pd.DataFrame


@dataclass(frozen=True)
class Week:
    """All that is known at the end of one week: the column ``at`` and nothing after it."""

    history: History
    series: Series
    known: Array
    worth_scoring: Mapping[bool, Array]
    at: int

    @property
    def trial_count(self) -> int:
        """Combinations tried by then."""
        return int(self.history.trials[self.at])


def signals_of(
    rows: pd.DataFrame, labels: dict[str, str] | None = None, since: date | None = None
) -> Signals:
    """What stands out from each week with a baseline of 8 weeks; told of the last 26.

    ``rows`` are those of ``signal_counts``; ``labels`` says what a CARC means, for the sentences;
    ``since`` is the first week told of, if it is not the 26th from the end.
    """
    if rows.empty:
        return Signals(pd.DataFrame(), pd.DataFrame(), pd.DataFrame())
    history = history_of(counts_of(rows))
    return judged(
        history, labels or {}, history.weeks[-WEEKS_SHOWN:][0] if since is None else since
    )


def judged(
    history: History,
    labels: dict[str, str],
    since: date,
    judge_from: date | None = None,
    standing: Mapping[bool, Standing] | None = None,
) -> Signals:
    """What stands out from each week with a baseline of 8 weeks; told of those from ``since`` on.

    Weeks are judged in order, from the first counted on, each by what was known at its end: what is
    said of a week does not change with the weeks after it. Where an alert stands, its weeks are
    compared with the 26 before it began, so that a change does not become usual by lasting.
    From ``judge_from`` on, if it is given, where alerts were as ``standing`` at the end of the week
    before; of earlier weeks alerts are not told then.
    """
    standing = dict(standing or {improved: Standing() for improved in KINDS})
    first = pd.Timestamp(since)
    start = history.weeks[0] if judge_from is None else pd.Timestamp(judge_from)
    found, kept = [], []
    for week in _weeks(history, start):
        told = {improved: _week(week, now, improved) for improved, now in standing.items()}
        kept += kept_rows(standing, history, week.at)
        if history.weeks[week.at] >= first:
            for improved, own in told.items():
                found += _numbered(week, own, improved)
    alerts = pd.DataFrame(found)
    if len(alerts):
        alerts["sentence"] = [alert_sentence(row, labels) for row in alerts.itertuples()]
        alerts = alerts.drop(columns=["why_ended"])
    return Signals(alerts, _judged_weeks(history, first), pd.DataFrame(kept))


def _judged_weeks(history: History, first: pd.Timestamp) -> pd.DataFrame:
    """The weeks told of that have a baseline, whenever they were judged."""
    told = (history.weeks >= first) & (np.arange(len(history.weeks)) >= WEEKS_BEFORE)
    return pd.DataFrame(
        {"remit_week": history.weeks[told], "combination_count": history.trials[told]}
    )


def _weeks(history: History, first: pd.Timestamp) -> Iterator[Week]:
    """Every week that has a baseline, from this one on, as it was known at its end."""
    series = history.series
    start = max(WEEKS_BEFORE, int(np.searchsorted(history.weeks, first)))
    for at in range(start, len(history.weeks)):
        known = (history.distinct_from <= at) & (series.denied[:, at + 1] >= LEAST_COUNTED)
        worth = worth_scoring(series, at, known)
        yield Week(history, as_of(series, history.squares, at), known, worth, at)


def _week(week: Week, standing: Standing, improved: bool) -> list[tuple[Alert | None, Taken]]:
    """What is told of one week and direction; ``standing`` is brought up to date."""
    at, parts, reasons = week.at, week.history.parts, week.series.reason_of
    standing.let_usual_go(at)
    since = standing.since(len(parts), at)
    rows = np.union1d(week.worth_scoring[improved], standing.rows()).astype(int)
    scores = scored(week.series, at, since[rows], improved=improved, rows=rows)
    found = each_once(
        week.series,
        parts,
        scores,
        rows,
        at,
        week.trial_count,
        WATCH_LIMIT,
        since,
        week.known,
        standing.settled(len(parts), at),
        improved,
    )
    own = {alert.row for alert in standing.alerts}
    watched = []
    # What is of an alert's very own combination first, so that no other evidence is taken for it.
    for one in sorted(found, key=lambda one: one.row not in own):
        alert = standing.take(one, parts, reasons)
        if alert is None and one.e_value <= ALERT_LIMIT:
            start = start_of(one, at, improved)
            alert = standing.widened(one, start, at, parts, reasons)
            one = _whole(week, scores, rows, one.row) if alert else one
            alert = alert or standing.begin(one.row, start, at)
        if alert is None:
            watched.append(one)
            continue
        alert.seen = at
        if one.e_value <= ALERT_LIMIT or one.row == alert.row:
            alert.row, alert.taken = one.row, one
    standing.end_what_is_gone(at, parts, reasons)
    told = [(alert, _evidence(week, alert)) for alert in (*standing.alerts, *standing.ended)]
    return told + [(None, one) for one in watched if not improved]


def _whole(week: Week, scores: Scores, rows: Array, row: int) -> Taken:
    """All evidence of a combination that was scored, whatever of it was taken for others before."""
    one = chosen_scores(scores, np.flatnonzero(rows == row))
    e_value = float(one.score[0] * week.trial_count)
    return Taken(row, one, e_value, chosen_series(week.series, np.array([row])))


def _evidence(week: Week, alert: Alert) -> Taken:
    """The evidence of an alert in a week; where there is none, its counts of the last 2 weeks.

    An alert that has ended keeps those of the week it ended in.
    """
    if alert.taken:
        return alert.taken
    rows = np.array([alert.row])
    own = chosen_series(week.series, rows)
    at = week.at if alert.ended is None else alert.ended
    return Taken(alert.row, counted_quietly(week.series, alert.row, at, alert.start), np.nan, own)


def _numbered(
    week: Week, told: list[tuple[Alert | None, Taken]], improved: bool
) -> list[dict[str, object]]:
    """The rows of a week: per kind the new ones first, then what stands, then what has ended."""
    rows: list[dict[str, object]] = []
    places: dict[str, int] = {}
    order = {"new": 0, "standing": 1, ENDED: 2, None: 3}

    def rank(one: tuple[Alert | None, Taken]) -> tuple:
        """New before standing, the strongest first, those without evidence last of their kind."""
        alert, evidence = one
        status = alert.status(week.at) if alert else None
        is_quiet = bool(np.isnan(evidence.e_value))
        return order[status], is_quiet, 0 if is_quiet else evidence.e_value, evidence.row

    for alert, evidence in sorted(told, key=rank):
        kind = KINDS[improved] if alert else "watch"
        places[kind] = places.get(kind, 0) + 1
        rows.append(
            {"kind": kind, "alert_number": places[kind], **_row(week, alert, evidence, improved)}
        )
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


def _row(week: Week, alert: Alert | None, evidence: Taken, improved: bool) -> dict[str, object]:
    """An alert as its table has it, but for the sentence."""
    history, scores = week.history, evidence.scores
    told = history.combinations.iloc[evidence.row]
    last = week.at if alert is None or alert.ended is None else alert.ended
    start = alert.start if alert else start_of(evidence, week.at, improved)
    is_modifier_told = history.told_from[evidence.row] <= week.at
    return {
        "status": alert.status(week.at) if alert else None,
        "why_ended": alert.why_ended if alert else "",
        "carc_code": told["carc_code"],
        **{name: None if pd.isna(told[name]) else told[name] for name in PARTS},
        **({} if is_modifier_told else {"modifier_code": None}),
        **_counts(scores),
        "e_value": None if np.isnan(evidence.e_value) else evidence.e_value,
        "remit_week": history.weeks[week.at],
        "first_week": history.weeks[max(0, last + 1 - WINDOWS[scores.window[0]])],
        "since_week": history.weeks[start],
        "told_week": history.weeks[alert.told] if alert else pd.NaT,
        "ended_week": pd.NaT
        if alert is None or alert.ended is None
        else history.weeks[alert.ended],
    }


def _counts(scores: Scores) -> dict[str, object]:
    """The numbers behind it: seen, expected, and what that is told from."""
    seen, expected = scores.seen[0], scores.expected[0]
    return {
        "window_weeks": WINDOWS[scores.window[0]],
        "seen_count": int(seen),
        "line_count": int(scores.lines[0]),
        "expected_count": float(expected),
        "baseline_denied_count": int(scores.base_denied[0]),
        "baseline_line_count": int(scores.base_lines[0]),
        "baseline_week_count": int(scores.base_end[0] - scores.base_start[0]),
        "lift": float(seen / expected) if expected else None,
    }
