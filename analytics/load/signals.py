"""Signals at load: sums are brought up to date, and what stands out in them is judged and kept."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from importlib import import_module
from threading import Thread

from analytics import database
from analytics.database import Connection

# They count in frames, which take half a second to come: a load that brings nothing new does not
# wait for them.
_COUNTED_WITH = ("analytics.load.alerts", "analytics.load.claim_rules", "scipy.special")


def begin_imports() -> None:
    """Import what signals are counted with on another core, while claims are judged."""
    Thread(target=lambda: [import_module(name) for name in _COUNTED_WITH]).start()


def judge_signals(connection: Connection, weeks: Collection[date] | None = None) -> None:
    """Judge what stands out in the marts as they are now, and keep it beside them.

    ``weeks`` are the remit weeks of the lines of marts.line_outcomes that were added, taken away or
    changed since it was last judged: those they had and those they have. None: everything is anew.
    Runs in the transaction of the connection, if it is in one.
    """
    from analytics.load.alerts import keep_alerts
    from analytics.load.changes import counted_anew
    from analytics.load.claim_rules import keep_rules

    changes = counted_anew(connection, weeks)
    span = database.ask_within(connection, "data_span").iloc[0]
    keep_alerts(connection, changes, span)
    keep_rules(connection, changes, int(span["claim_count"]))
