"""Alerts at load: the weeks that a load moved, and those after them, are judged again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from analytics import database
from analytics.database import Connection, KeptSpell
from analytics.load.changes import Changes
from analytics.measures.signal_history import history_from
from analytics.measures.signal_kept import standing_of, weeks_back
from analytics.measures.signals import judged
from analytics.vocabulary import WEEKS_SHOWN

# Where an alert stands depends on the weeks before, so judging begins at a fixed week of the
# calendar, a year or two before the week that is told of: not at one that moves with each load.
YEAR = timedelta(weeks=52)
WEEK = timedelta(weeks=1)
FIRST_MONDAY = date(1970, 1, 5)


def keep_alerts(connection: Connection, changes: Changes, span: pd.Series) -> None:
    """Keep what is new or worse, to be watched or improved, from each of the last 26 weeks.

    A week is told from itself and the weeks before it, so judging goes on from where alerts stood
    before the first week whose sums changed. ``span`` is the answer of ``data_span``.
    """
    if pd.isna(span["last_week"]):
        database.forget_alerts(connection, (), FIRST_MONDAY, FIRST_MONDAY)
        database.keep_tried(connection, (), is_anew=True)
        return
    first, last = (pd.Timestamp(span[name]).date() for name in ("first_week", "last_week"))
    own = list(spells(first, last, WEEKS_SHOWN))
    begins = [begin for begin, *_ in own]
    database.forget_alerts(connection, begins, last - (WEEKS_SHOWN - 1) * WEEK, last)
    database.keep_tried(connection, begins, is_anew=changes.summed_weeks is None)
    before = database.kept_spells(connection)
    for begin, end, count in own:
        spell = KeptSpell(begin, begin - WEEK, end - (count - 1) * WEEK)
        kept = before.get(begin, spell)
        judge_from = first_to_judge(kept, spell, end, changes.summed_weeks)
        until = min(kept.until, end)
        if judge_from is not None:
            until = _judge(connection, spell, judge_from, end)
        database.keep_spell(connection, replace(spell, until=until), end)


def first_to_judge(
    kept: KeptSpell, spell: KeptSpell, last: date, changed: list[date] | None
) -> date | None:
    """The first week of a spell to be judged again; None where all stays as it is.

    ``kept`` is the spell as it was judged before, until the week before it began if it was not.
    """
    if changed is None or kept.until < spell.begin:
        return spell.begin
    moved = [week for week in changed if spell.begin <= week <= last]
    if spell.told_from < kept.told_from:
        moved.append(spell.told_from)
    # Weeks without lines come to count with the first week after them that has some.
    return min(*moved, kept.until + WEEK) if moved else None


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


def _judge(connection: Connection, spell: KeptSpell, judge_from: date, last: date) -> date:
    """Judge a spell from a week on, and keep that; the last week that could be judged."""
    stood = database.standing_alerts(connection, spell.begin, judge_from - WEEK)
    history = history_from(
        database.alert_sums(
            connection, spell.begin, last, judge_from, weeks_back(stood, judge_from)
        )
    )
    if history is None:
        database.replace_alerts(connection, spell, spell.begin, last, {})
        return spell.begin - WEEK
    told = judged(
        history,
        database.reason_labels(connection),
        spell.told_from,
        judge_from,
        standing_of(stood, history),
    )
    frames = {
        "alerts": told.alerts,
        "judged_weeks": told.judged_weeks,
        "standing_alerts": told.standing.assign(begin_week=spell.begin),
    }
    database.replace_alerts(connection, spell, judge_from, last, frames)
    return history.weeks[-1].date()
