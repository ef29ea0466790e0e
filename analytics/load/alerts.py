"""Alerts at load: the counts of the weeks that matter are asked once, and judged."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from analytics import database
from analytics.database import Connection
from analytics.measures.signals import WEEKS_COUNTED, signals_of
from analytics.vocabulary import ReviewFilters


def judged_alerts(connection: Connection) -> dict[str, pd.DataFrame]:
    """What is new or worse, to be watched or improved, from each of the last 26 weeks."""
    last_week = database.ask(connection, "data_span")["last_week"].iloc[0]
    if pd.isna(last_week):
        return {}
    first_week = pd.Timestamp(last_week).date() - timedelta(weeks=WEEKS_COUNTED - 1)
    rows = database.ask(connection, "signal_counts", ReviewFilters(first_week=first_week))
    reasons = database.ask(connection, "denials_by_reason")
    labels = dict(zip(reasons["carc_code"], reasons["reason_label"], strict=True))
    signals = signals_of(rows, labels)
    return {"alerts": signals.alerts, "judged_weeks": signals.judged_weeks}
