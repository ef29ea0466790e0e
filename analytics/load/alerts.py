"""Alerts at load: the counts of the weeks that matter are asked, and judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from analytics import database
from analytics.database import Connection
from analytics.measures.signal_history import history_from
from analytics.measures.signals import WEEKS_JUDGED, Signals, judged

# Where an alert stands depends on the weeks before, so judging begins at a fixed week of the
# calendar, a year or two before the week that is told of: not at one that moves with each load.
YEAR = timedelta(weeks=52)
FIRST_MONDAY = date(1970, 1, 5)


def judged_alerts(connection: Connection) -> dict[str, pd.DataFrame]:
    """What is new or worse, to be watched or improved, from each of the last 26 weeks."""
    span = database.ask_within(connection, "data_span").iloc[0]
    if pd.isna(span["last_week"]):
        return {"alerts": pd.DataFrame(), "judged_weeks": pd.DataFrame()}
    first, last = (pd.Timestamp(span[name]).date() for name in ("first_week", "last_week"))
    labels = database.reason_labels(connection)
    told = [_judged(connection, labels, *spell) for spell in spells(first, last, WEEKS_JUDGED)]
    return {
        "alerts": pd.concat([signals.alerts for signals in told]),
        "judged_weeks": pd.concat([signals.judged_weeks for signals in told]),
    }


def spells(first: date, last: date, weeks: int) -> Iterator[tuple[date, date, int]]:
    """The weeks told of, as (week judging begins with, last week, how many of the last are told).

    They are one spell but where the calendar of years parts them, and history reaches so far back.
    """
    told = [last - timedelta(weeks=back) for back in range(weeks - 1, -1, -1)]
    begins: dict[date, list[date]] = {}
    for week in told:
        year = (week - FIRST_MONDAY) // YEAR
        begins.setdefault(max(first, FIRST_MONDAY + (year - 1) * YEAR), []).append(week)
    for begin, own in begins.items():
        yield begin, own[-1], len(own)


def _judged(
    connection: Connection, labels: dict[str, str], first: date, last: date, weeks: int
) -> Signals:
    """One spell of weeks, judged from its first on."""
    history = history_from(database.alert_sums(connection, first, last))
    if history is None:
        return Signals(pd.DataFrame(), pd.DataFrame())
    return judged(history, labels, since=last - timedelta(weeks=weeks - 1))
