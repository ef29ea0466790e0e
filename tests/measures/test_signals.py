"""What stands out, on simulated weeks: quiet ones stay quiet, each planted change is one alert."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd
import pytest

from analytics import database
from analytics.measures.signals import signals_of
from tests.queries.lines_by_hand import an_empty_house
from tests.simulated_weeks import (
    FIRST_WEEK,
    PARTS,
    Change,
    a_house,
    signal_counts,
    weeks_of,
    with_a_batch_again,
    without_a_file,
)

WEEKS, START = 46, 34
HOUSE = a_house(7, payers=4, procedures=8, carcs=6, lines=500)
PAYER, PROCEDURE = "PAYER 2", "99200"
WIDE, NARROW, NARROWEST, DRIFT, SPIKE, FEWER = HOUSE.carcs
CHANGES = (
    Change(WIDE, START, 9, payer_name=PAYER),
    Change(NARROW, START, 9, payer_name=PAYER, procedure_code=PROCEDURE),
    Change(NARROWEST, START, 9, payer_name=PAYER, procedure_code=PROCEDURE, modifier_code=""),
    Change(DRIFT, START - 4, 10, payer_name="PAYER 1", kind="drift"),
    Change(SPIKE, START, 25, payer_name="PAYER 3", kind="spike"),
    Change(FEWER, 0, 14, payer_name="PAYER 1"),
    Change(FEWER, START, -14, payer_name="PAYER 1"),
)


@pytest.fixture(scope="module")
def connection() -> Iterator[database.Connection]:
    with an_empty_house() as opened:
        yield opened


def told(rows: pd.DataFrame) -> pd.DataFrame:
    """All that is told of these counts, with the number of its week and of the week it began in."""
    alerts = signals_of(rows).alerts
    return alerts.assign(
        week=(alerts["remit_week"] - FIRST_WEEK).dt.days // 7,
        since=(alerts["since_week"] - FIRST_WEEK).dt.days // 7,
    )


@pytest.fixture(scope="module")
def quiet_lines() -> pd.DataFrame:
    return weeks_of(HOUSE, 3, WEEKS)


@pytest.fixture(scope="module")
def quiet(connection, quiet_lines) -> pd.DataFrame:
    return told(signal_counts(connection, quiet_lines))


@pytest.fixture(scope="module")
def changed_lines() -> pd.DataFrame:
    return weeks_of(HOUSE, 3, WEEKS, CHANGES)


@pytest.fixture(scope="module")
def changed_counts(connection, changed_lines) -> pd.DataFrame:
    return signal_counts(connection, changed_lines)


@pytest.fixture(scope="module")
def changed(changed_counts) -> pd.DataFrame:
    return told(changed_counts)


def worse(alerts: pd.DataFrame, carc: str, first_week: int = START) -> pd.DataFrame:
    """Alerts of a reason from a week on."""
    is_worse = alerts["kind"] == "new_or_worse"
    return alerts[is_worse & (alerts["carc_code"] == carc) & (alerts["week"] >= first_week)]


def about(alerts: pd.DataFrame, names: Sequence[str] = PARTS) -> set[tuple]:
    """Payer, procedure and modifier they name; None is all."""
    rows = alerts[list(names)].astype(object)
    return set(rows.where(rows.notna(), None).itertuples(index=False, name=None))


def test_quiet_weeks_bring_less_than_luck_is_said_to(quiet):
    for kind in ("new_or_worse", "improved"):
        odds = quiet.loc[quiet["kind"] == kind, "e_value"]
        # 26 weeks: "about once a week" would be 26, "about once in 100 weeks" a quarter.
        assert len(odds) < 26
        assert not (odds < 0.01).any()


@pytest.mark.parametrize(
    ("carc", "parts"),
    [
        (WIDE, (PAYER, None, None)),
        (NARROW, (PAYER, PROCEDURE, None)),
        (NARROWEST, (PAYER, PROCEDURE, "")),
    ],
    ids=["a payer", "its procedure", "without a modifier"],
)
def test_a_step_is_one_alert_a_week_at_its_level_from_its_week_on(changed, carc, parts):
    mine = worse(changed[changed["payer_name"] == PAYER], carc)
    assert mine["week"].min() <= START + 3
    late = mine[mine["week"] >= START + 4]
    assert late["week"].tolist() == list(range(START + 4, WEEKS))
    assert about(late) == {parts}
    assert (late["since"] - START).abs().max() <= 1


def test_a_lasting_change_is_compared_with_the_weeks_before_it_began(changed):
    # All windows lie after the start by now; the baseline stands still.
    late = worse(changed[changed["payer_name"] == PAYER], WIDE, START + 9)
    assert len(late) == WEEKS - START - 9
    assert late["baseline_denied_count"].nunique() == 1
    assert late["baseline_line_count"].nunique() == 1


def test_a_drift_is_found_while_it_grows(changed):
    mine = worse(changed, DRIFT, START - 4)
    assert ("PAYER 1", None, None) in about(mine)
    assert mine["week"].min() <= START + 7


def test_a_spike_is_told_in_its_week_and_soon_over(changed):
    mine = worse(changed, SPIKE)
    assert ("PAYER 3", None, None) in about(mine[mine["week"] == START])
    assert mine["week"].max() <= START + 8
    assert mine["status"].iloc[-1] == "ended"


def test_fewer_denials_are_an_improvement(changed):
    mine = changed[(changed["kind"] == "improved") & (changed["carc_code"] == FEWER)]
    assert ("PAYER 1", None, None) in about(mine)
    assert START <= mine["week"].min() <= START + 3


def test_a_missing_file_and_a_batch_sent_twice_tell_nothing(connection, quiet_lines, quiet):
    faulty = without_a_file(quiet_lines, "PAYER 2", START)
    faulty = with_a_batch_again(faulty, "PAYER 3", START + 2)
    alerts = told(signal_counts(connection, faulty))
    health = connection.execute(
        "select payer_name, verdict from marts.payer_weeks where not is_healthy order by all"
    ).fetchall()
    assert health == [("PAYER 2", "file missing?"), ("PAYER 3", "many duplicates")]
    # Neither that week's few lines, all denied, nor the lines refused as sent before.
    faults = alerts[alerts["payer_name"].isin(["PAYER 2", "PAYER 3"])]
    names = ["kind", "week", "carc_code", *PARTS]
    assert about(faults[faults["kind"] != "watch"], names) <= about(quiet, names)
    assert "18" not in set(alerts["carc_code"])


def test_a_payer_without_denials_changes_the_alerts_of_others_by_the_multiplicity_only(
    connection, changed_lines, changed_counts, changed
):
    other = changed_lines[changed_lines["payer_name"] == "PAYER 1"]
    other = other.assign(payer_name="PAYER 9", carc_code="")
    counts = signal_counts(connection, pd.concat([changed_lines, other], ignore_index=True))
    joined = told(counts)
    alone, beside = (
        worse(alerts[alerts["payer_name"] == PAYER], NARROW).set_index(["week", *PARTS])
        for alerts in (changed, joined)
    )
    assert len(alone) >= WEEKS - START - 4
    assert list(alone.index) == list(beside.index)
    same = ["seen_count", "line_count", "expected_count", "since"]
    pd.testing.assert_frame_equal(alone[same], beside[same])
    # PAYER 9 has no combination of its own, but may make one of others distinct: all payers of a
    # procedure from the only one that had it.
    tried = [
        told.groupby("remit_week")["tried_combination_count"].first()
        for told in (counts, changed_counts)
    ]
    times = (tried[0] / tried[1]).loc[alone["remit_week"]]
    assert (times >= 1).all()
    assert (beside["e_value"] / alone["e_value"]).tolist() == pytest.approx(times.tolist())


@pytest.mark.parametrize("week", [START - 1, START, START + 1, START + 3, START + 6])
def test_what_is_told_of_a_week_stays_whatever_comes_after(
    connection, changed_lines, changed, week
):
    known_then = changed_lines[changed_lines["week"] <= week]
    then = told(signal_counts(connection, known_then))
    columns = [name for name in changed if name != "week"]
    pd.testing.assert_frame_equal(
        then.loc[then["week"] == week, columns].reset_index(drop=True),
        changed.loc[changed["week"] == week, columns].reset_index(drop=True),
        check_dtype=False,
    )


def test_an_alert_is_new_once_and_stands_since_the_week_it_began(changed):
    mine = worse(changed[changed["payer_name"] == PAYER], NARROW)
    assert mine["status"].tolist() == ["new"] + ["standing"] * (len(mine) - 1)
    assert mine["since_week"].nunique() == 1
    assert mine["told_week"].unique().tolist() == [mine["remit_week"].iloc[0]]
    assert mine["ended_week"].isna().all()


def test_weeks_before_anything_was_denied_often_enough_tell_nothing(connection):
    # 12 weeks of 20 lines paid, then 15 of 20 denied: until then no combination can be tried.
    line = {"payer_name": PAYER, "procedure_code": PROCEDURE, "modifier_code": "", "carc_code": ""}
    lines = pd.DataFrame([line | {"week": week} for week in range(13) for _ in range(20)])
    lines.loc[lines.index[-15:], "carc_code"] = "97"
    signals = signals_of(signal_counts(connection, lines))
    assert (signals.judged_weeks.combination_count.iloc[:-1] == 0).all()
    weeks = (signals.alerts["remit_week"] - FIRST_WEEK).dt.days // 7
    assert set(weeks) == {12}
