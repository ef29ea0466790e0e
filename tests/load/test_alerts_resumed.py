"""Alerts judged from the week that changed on are those judged from the first week on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics import database
from analytics.database import Connection
from analytics.load.alerts import WEEK, first_to_judge, spells
from analytics.load.signals import judge_signals
from analytics.measures.signal_counts import PARTS, counts_of
from analytics.measures.signal_history import history_from, history_of
from analytics.measures.signal_kept import weeks_back
from tests.queries.lines_by_hand import an_empty_house
from tests.simulated_weeks import FIRST_WEEK, Change, House, a_house, put_weeks, weeks_of

KEPT = [
    "signals.alerts",
    "signals.judged_weeks",
    "signals.standing_alerts",
    "signals.judged_spells",
    "sums.tried_combinations",
]
# Weeks of the house, but for those that steps add. Week 42 and 94 begin years of the calendar of
# judging, so that weeks 84 to 93 are judged from week 0, and those after from week 42.
COUNT = 110
HOUSE = a_house(3, payers=3, procedures=3, carcs=4, lines=300)
CHANGES = (
    Change("40", 60, 20, payer_name="PAYER 1"),
    Change("41", 50, 15, procedure_code="99201"),
    Change("42", 102, 20, payer_name="PAYER 2"),
    Change("43", 78, 25, kind="drift"),
    Change("40", 95, -40),
)


def lines_of(weeks: int, house: House = HOUSE) -> pd.DataFrame:
    return weeks_of(house, 11, weeks, CHANGES)


class Loads:
    """A house whose lines change load by load, each judged from where it was before."""

    def __init__(self, connection: Connection, lines: pd.DataFrame) -> None:
        self.connection, self.lines = connection, lines
        put_weeks(connection, lines)
        database.update_payer_weeks(connection)
        judge_signals(connection)
        self.began_with = self.kept()

    def load(self, lines: pd.DataFrame) -> None:
        """These lines instead of those before; weeks whose lines are not the same were touched."""
        both = pd.concat([frame.reset_index() for frame in (self.lines, lines)])
        touched = sorted(set(both.drop_duplicates(keep=False)["week"]))
        weeks = [day(week) for week in touched]
        put_weeks(self.connection, lines[lines["week"].isin(touched)], weeks)
        database.update_payer_weeks(self.connection, weeks)
        judge_signals(self.connection, weeks)
        self.lines = lines

    def kept(self) -> dict[str, pd.DataFrame]:
        return {name: self.connection.execute(f"from {name} order by all").df() for name in KEPT}

    def judged_whole(self) -> dict[str, pd.DataFrame]:
        """What is told when everything is judged from the first week on."""
        database.update_payer_weeks(self.connection)
        judge_signals(self.connection)
        return self.kept()


def day(week: int) -> date:
    return (FIRST_WEEK + pd.Timedelta(weeks=int(week))).date()


def some_of(lines: pd.DataFrame, week: int, share: int) -> pd.Series:
    """Whether a line is of the week and one of so many."""
    return (lines["week"] == week) & (np.arange(len(lines)) % share == 0)


def denied(lines: pd.DataFrame, week: int, payer: str, carc: str) -> pd.DataFrame:
    """Half of the payer's lines of the week are denied for this."""
    own = some_of(lines, week, 2) & (lines["payer_name"] == payer)
    return lines.assign(carc_code=lines["carc_code"].mask(own, carc))


def of_a_new_payer(lines: pd.DataFrame, week: int) -> pd.DataFrame:
    own = some_of(lines, week, 4)
    return lines.assign(
        payer_name=lines["payer_name"].mask(own, "A NEW PLAN"),
        procedure_code=lines["procedure_code"].mask(own, "99999"),
    )


def without(lines: pd.DataFrame, *weeks: int) -> pd.DataFrame:
    return lines[~lines["week"].isin(weeks)]


def with_few_of_a_payer(lines: pd.DataFrame, week: int) -> pd.DataFrame:
    """Nearly all lines of the payer's week are missing: no healthy week."""
    own = (lines["week"] == week) & (lines["payer_name"] == "PAYER 1")
    return lines[~own | some_of(lines, week, 25)]


WHOLE = lines_of(COUNT + 6)
START = WHOLE[WHOLE["week"] < COUNT]

LOADS = {
    "the newest week, week after week": [
        WHOLE[WHOLE["week"] <= last] for last in range(COUNT, COUNT + 4)
    ],
    "the newest week in two halves": [
        WHOLE[(WHOLE["week"] < COUNT) | some_of(WHOLE, COUNT, 2)],
        WHOLE[WHOLE["week"] <= COUNT],
    ],
    "a late file of an old week, and then a newer one": [
        denied(START, 87, "PAYER 3", "41"),
        denied(denied(START, 87, "PAYER 3", "41"), 106, "PAYER 3", "41"),
    ],
    "an old and a new week in one load": [
        denied(denied(START, 87, "PAYER 3", "41"), 106, "PAYER 2", "41")
    ],
    "a week long before those told of": [denied(START, 61, "PAYER 2", "40")],
    "the first weeks": [denied(START, 0, "PAYER 2", "42"), without(START, 0, 1)],
    "a week that is healthy no more, and is again": [with_few_of_a_payer(START, 100), START],
    "a payer and a procedure never seen": [of_a_new_payer(START, 103), of_a_new_payer(START, 40)],
    "a week that is gone, and comes back": [without(START, 105), START],
    "the newest weeks gone, and back": [
        without(START, COUNT - 1, COUNT - 2),
        START,
        without(START, *range(COUNT - 9, COUNT)),
        START,
    ],
    "a newer week after some without lines": [
        without(WHOLE, *range(COUNT - 2, COUNT + 3)),
        without(WHOLE, *range(COUNT, COUNT + 3)),
    ],
    "older weeks than any": [WHOLE.assign(week=WHOLE["week"] - 30)],
}


@pytest.fixture(scope="module")
def house() -> Iterator[Connection]:
    with an_empty_house() as connection:
        yield connection


@pytest.fixture(scope="module")
def loads(house: Connection) -> Loads:
    return Loads(house, START)


@pytest.mark.parametrize("what", LOADS)
def test_alerts_of_what_changed_are_those_of_all_judged_whole(loads: Loads, what: str) -> None:
    before = loads.lines
    loads.connection.execute("begin")
    try:
        for step in LOADS[what]:
            loads.load(step)
        told = loads.kept()
        assert {"new", "standing", "ended"} <= set(told["signals.alerts"]["status"].dropna())
        # What the house began with was judged whole then.
        whole = loads.began_with if step is START else loads.judged_whole()
        for name, rows in whole.items():
            pd.testing.assert_frame_equal(told[name], rows, check_exact=True)
    finally:
        loads.connection.execute("rollback")
        loads.lines = before


def test_the_house_is_judged_in_two_spells(loads: Loads) -> None:
    assert len(list(spells(day(0), day(COUNT - 1), 26))) == 2
    assert loads.kept()["signals.judged_spells"]["begin_week"].nunique() == 2


def test_narrow_counts_are_those_that_the_question_tells(loads: Loads) -> None:
    # A week that judging begins with: of others it is not kept which combinations were tried.
    first, last = day(42), day(COUNT - 1)
    told = history_of(counts_of(database.signal_counts(loads.connection, first, last)))
    narrow = history_from(database.alert_sums(loads.connection, first, last))
    assert narrow is not None
    pd.testing.assert_frame_equal(
        narrow.combinations[["carc_code", *PARTS]].astype(object).fillna("*"),
        told.combinations.astype(object).fillna("*"),
    )
    for name in ("weeks", "distinct_from", "told_from", "trials", "squares"):
        np.testing.assert_array_equal(getattr(narrow, name), getattr(told, name))
    for name in ("denied", "lines", "reason_of", "reason_denied", "reason_lines"):
        np.testing.assert_array_equal(getattr(narrow.series, name), getattr(told.series, name))


def test_where_nothing_was_denied_often_enough_there_is_no_history() -> None:
    with an_empty_house() as empty:
        assert history_from(database.alert_sums(empty, day(0), day(9))) is None


def test_a_load_that_changes_no_week_of_a_spell_judges_nothing_of_it(loads: Loads) -> None:
    kept = database.kept_spells(loads.connection)
    (old, new) = sorted(kept.values(), key=lambda spell: spell.begin)
    assert first_to_judge(old, old, day(93), [day(95)]) is None
    assert first_to_judge(new, new, day(COUNT - 1), [day(95), day(101)]) == day(95)
    # A week that was not told of before is judged again, as only where alerts stood was kept of it.
    earlier = database.KeptSpell(new.begin, new.until, day(93))
    assert first_to_judge(new, earlier, day(COUNT - 1), []) == day(93)
    # The first week of all decides where nothing was judged, or everything is anew.
    unjudged = database.KeptSpell(new.begin, new.begin - WEEK, new.told_from)
    assert first_to_judge(unjudged, new, day(COUNT - 1), []) == new.begin
    assert first_to_judge(new, new, day(COUNT - 1), None) == new.begin


def test_a_week_is_judged_by_34_weeks_or_from_26_before_the_oldest_alert() -> None:
    # 8 weeks and 26 before them; an alert since week 80 is compared with weeks 54 to 79.
    since = [pd.Timestamp(day(week)) for week in (80, 99)]
    standing = pd.DataFrame({"since_week": since})
    assert weeks_back(standing.iloc[:0], day(100)) == 34
    assert weeks_back(standing.iloc[1:], day(100)) == 34
    assert weeks_back(standing, day(100)) == 46


def test_weeks_before_those_counted_apart_are_summed_up_as_one(loads: Loads) -> None:
    first, last = day(42), day(COUNT - 1)
    whole = history_from(database.alert_sums(loads.connection, first, last))
    short = history_from(database.alert_sums(loads.connection, first, last, day(100), 34))
    assert whole is not None and short is not None
    assert short.weeks[0].date() == day(66)
    np.testing.assert_array_equal(short.series.denied, whole.series.denied[:, 24:])
    np.testing.assert_array_equal(short.series.lines, whole.series.lines[:, 24:])
    np.testing.assert_array_equal(short.squares, whole.squares[:, 24:])
    np.testing.assert_array_equal(short.trials, whole.trials[24:])
