"""Alerts kept week by week, and how far they were judged, so that a load judges only what it moved.

A spell is a row of weeks judged one after another, known by the week that judging begins with.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from analytics.database.connection import Connection
from analytics.database.on_base import make_own
from analytics.database.signals import add_signals

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class KeptSpell:
    """Judged from ``begin`` until a week (before it: nothing was); told of from a week on."""

    begin: date
    until: date
    told_from: date


def kept_spells(connection: Connection) -> dict[date, KeptSpell]:
    """The spells as they were judged last, by the week they begin with."""
    rows = connection.execute(
        "select begin_week, judged_until_week, told_from_week from signals.judged_spells"
    ).fetchall()
    return {row[0]: KeptSpell(*row) for row in rows}


def standing_alerts(connection: Connection, begin: date, week: date) -> pd.DataFrame:
    """Where the alerts of a spell stood at the end of a week."""
    return connection.execute(
        "select * from signals.standing_alerts where begin_week = $begin and remit_week = $week",
        {"begin": begin, "week": week},
    ).df()


def forget_alerts(
    connection: Connection, begins: Collection[date], told_from: date, told_until: date
) -> None:
    """Drop the spells that begin with no such week, and what is told of no week between these.

    Comes first of what writes these tables, so it takes them over where they are a base's.
    """
    for name in ("standing_alerts", "judged_spells", "alerts", "judged_weeks"):
        make_own(connection, f"signals.{name}")
    for name in ("standing_alerts", "judged_spells"):
        connection.execute(
            f"delete from signals.{name} where not list_contains($begins, begin_week)",
            {"begins": list(begins)},
        )
    for name in ("alerts", "judged_weeks"):
        connection.execute(
            f"delete from signals.{name} where remit_week not between $first and $last",
            {"first": told_from, "last": told_until},
        )


def keep_spell(connection: Connection, spell: KeptSpell, last_week: date) -> None:
    """Keep how far a spell was judged; of weeks after its last one nothing is kept."""
    connection.execute(
        "delete from signals.standing_alerts where begin_week = $begin and remit_week > $last",
        {"begin": spell.begin, "last": last_week},
    )
    connection.execute(
        "delete from signals.judged_spells where begin_week = $begin", {"begin": spell.begin}
    )
    connection.execute(
        "insert into signals.judged_spells by name select $begin as begin_week, "
        "$until as judged_until_week, $told_from as told_from_week",
        {"begin": spell.begin, "until": spell.until, "told_from": spell.told_from},
    )


def replace_alerts(
    connection: Connection,
    spell: KeptSpell,
    judged_from: date,
    last_week: date,
    frames: Mapping[str, pd.DataFrame],
) -> None:
    """Put what was judged of a spell from a week on in the place of what was kept of it."""
    told = {"told": spell.told_from, "last": last_week}
    connection.execute(
        "delete from signals.standing_alerts "
        "where begin_week = $begin and remit_week >= $judged_from",
        {"begin": spell.begin, "judged_from": judged_from},
    )
    connection.execute(
        "delete from signals.alerts "
        "where remit_week between $told and $last and remit_week >= $judged_from",
        {**told, "judged_from": judged_from},
    )
    connection.execute(
        "delete from signals.judged_weeks where remit_week between $told and $last", told
    )
    add_signals(connection, frames)
