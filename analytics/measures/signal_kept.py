"""Where alerts stood at the end of a week, as rows, and back: judging goes on from any week."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from analytics.measures.signal_history import History
from analytics.measures.signal_scores import BASELINE, SPAN
from analytics.measures.signal_states import Alert, Standing

DIRECTIONS = (False, True)  # worse, improved


def kept_rows(
    standing: Mapping[bool, Standing], history: History, at: int
) -> list[dict[str, object]]:
    """The rows of ``standing_alerts`` of the week in column ``at``."""
    rows: list[dict[str, object]] = []
    for improved, own in standing.items():
        for place, alert in enumerate((*own.alerts, *own.ended)):
            told = history.combinations.iloc[alert.row]
            rows.append(
                {
                    "remit_week": history.weeks[at],
                    "is_improved": improved,
                    "place": place,
                    "combination_id": told.get("combination_id"),
                    "carc_id": told.get("carc_id"),
                    "since_week": history.weeks[alert.start],
                    "told_week": history.weeks[alert.told],
                    "seen_week": history.weeks[alert.seen],
                    "ended_week": pd.NaT if alert.ended is None else history.weeks[alert.ended],
                    "why_ended": alert.why_ended,
                }
            )
    return rows


def weeks_back(rows: pd.DataFrame, judge_from: date) -> int:
    """How many weeks before one it is judged by, where alerts stood as these rows say before it.

    Those of its windows and their baseline, or those of the baseline of the oldest alert.
    """
    if rows.empty:
        return SPAN
    oldest = (pd.Timestamp(judge_from) - rows["since_week"].min()).days // 7
    return max(SPAN, oldest + BASELINE)


def standing_of(rows: pd.DataFrame, history: History) -> dict[bool, Standing]:
    """What these rows of one week say, in the order they were kept in."""
    standing = {improved: Standing() for improved in DIRECTIONS}
    combinations = history.combinations
    for row in rows.sort_values("place").itertuples():
        is_own = (combinations["combination_id"] == row.combination_id).to_numpy()
        (number,) = np.flatnonzero(is_own & (combinations["carc_id"] == row.carc_id))
        start, told, seen = (
            _column(history, week) for week in (row.since_week, row.told_week, row.seen_week)
        )
        alert = Alert(int(number), start, told, seen)
        own = standing[bool(row.is_improved)]
        if pd.isna(row.ended_week):
            own.alerts.append(alert)
        else:
            alert.ended, alert.why_ended = _column(history, row.ended_week), row.why_ended
            own.ended.append(alert)
    return standing


def _column(history: History, week: pd.Timestamp) -> int:
    """The column of a week."""
    return (week - history.weeks[0]).days // 7
