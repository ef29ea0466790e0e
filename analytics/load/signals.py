"""Signals at load: each maker asks its counts, has them scored, and hands back its tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from analytics import database
from analytics.database import Connection

if TYPE_CHECKING:
    import pandas as pd

    Maker = Callable[[Connection], dict[str, pd.DataFrame]]


def _makers() -> tuple[Maker, ...]:
    """Each answers {name of a table of queries/signals: its rows}; each in a module of its own.

    In this order: what one keeps, those after it may ask for. They count in frames, which take half
    a second to come: a load that brings nothing new does not wait for them.
    """
    from analytics.load import claim_rules
    from analytics.load.alerts import judged_alerts

    return judged_alerts, claim_rules.learn, claim_rules.keep_needed, claim_rules.judge


def judge_signals(connection: Connection) -> None:
    """Judge what stands out in the marts as they are now, and keep it beside them."""
    for maker in _makers():
        database.keep_signals(connection, maker(connection))
