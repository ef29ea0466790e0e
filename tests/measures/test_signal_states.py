"""An alert from week to week: new, standing, ended; told by one combination worked out by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.measures.signal_words import alert_sentence, status_text
from analytics.measures.signals import signals_of

MONDAY = pd.Timestamp("2026-01-05")
USUAL, MORE = 1, 10  # denied of 100 lines a week


def counted(denied: list[int]) -> pd.DataFrame:
    """Rows of ``signal_counts``: one payer, one procedure, 100 lines a week, so many denied."""
    weeks = MONDAY + pd.to_timedelta(range(0, 7 * len(denied), 7), unit="D")
    return pd.DataFrame(
        {
            "combination_number": 1,
            "carc_code": "97",
            "payer_name": "BLUE",
            "procedure_code": "99213",
            "modifier_code": None,
            "line_count": 100,
            "denied_line_count": denied,
            "denied_square_count": denied,
            "tried_combination_count": 1,
            "reason_line_count": 100,
            "reason_denied_line_count": denied,
            "distinct_from_week": MONDAY,
            "modifier_told_from_week": MONDAY,
            "remit_week": weeks,
        }
    )


def states(denied: list[int], kind: str = "new_or_worse") -> dict[int, str]:
    """The mark of the alert by the number of the week."""
    alerts = signals_of(counted(denied), since=MONDAY.date()).alerts
    mine = alerts[alerts["kind"] == kind]
    weeks = (mine["remit_week"] - MONDAY).dt.days // 7
    return dict(zip(weeks, mine["status"], strict=True))


def test_an_alert_is_new_then_stands_and_has_ended_after_two_weeks_without_evidence():
    # 10 a week in weeks 26 to 29, 1 before and after. In week 30 the last two weeks (10 + 1) are
    # still beyond the 2 expected; in 31 (1 + 1) they are not, nor in 32: two weeks without.
    assert states([USUAL] * 26 + [MORE] * 4 + [USUAL] * 8) == {
        26: "new",
        **dict.fromkeys(range(27, 32), "standing"),
        # Told of as ended in the week it ended and three more.
        **dict.fromkeys(range(32, 36), "ended"),
    }


def test_one_week_without_evidence_is_not_the_end_of_it():
    # Weeks 30 and 31 are as usual: without evidence is week 31 alone, as week 32 has 10 again.
    marks = states([USUAL] * 26 + [MORE] * 4 + [USUAL] * 2 + [MORE] * 3)
    assert marks == {26: "new", **dict.fromkeys(range(27, 35), "standing")}


def test_the_baseline_of_an_alert_is_frozen_at_its_start():
    alerts = signals_of(counted([USUAL] * 26 + [MORE] * 14)).alerts
    # 26 weeks of 100 lines with one denied each, however long it stands.
    assert set(alerts["baseline_denied_count"]) == {26}
    assert set(alerts["baseline_line_count"]) == {2600}
    assert set(alerts["since_week"]) == {MONDAY + pd.Timedelta(weeks=26)}


def test_what_lasts_for_over_half_a_year_is_usual_and_ended():
    # It began in week 26; 34 weeks later (8 of a window, 26 of a baseline) it is what is usual.
    denied = [USUAL] * 26 + [MORE] * 38
    alerts = signals_of(counted(denied), since=MONDAY.date()).alerts.set_index("remit_week")
    assert alerts.loc[MONDAY + pd.Timedelta(weeks=59), "status"] == "standing"
    ended = alerts.loc[MONDAY + pd.Timedelta(weeks=60)]
    assert (ended["status"], ended["ended_week"]) == ("ended", MONDAY + pd.Timedelta(weeks=60))
    assert ended["sentence"].endswith(
        "ended in the week of Mar 1, 2027: it has lasted over half a year and is now the usual "
        "rate)."
    )


def test_an_improvement_has_the_same_states():
    # 10 a week, 0 in weeks 26 to 29: fewer. Week 30 has 10 again, and the last two (0 + 10) are
    # below the 20 expected; weeks 31 and 32 are not.
    marks = states([MORE] * 26 + [0] * 4 + [MORE] * 4, "improved")
    assert marks[26] == "new"
    assert {marks[week] for week in range(27, 32)} == {"standing"}
    assert {marks[week] for week in (32, 33)} == {"ended"}


@pytest.mark.parametrize("week", range(26, 38))
def test_later_weeks_change_nothing_that_is_told_of_a_week(week):
    denied = [USUAL] * 26 + [MORE] * 4 + [USUAL] * 4 + [MORE] * 6
    when = MONDAY + pd.Timedelta(weeks=week)
    whole, known_then = (signals_of(counted(rows)).alerts for rows in (denied, denied[: week + 1]))
    then, now = (
        alerts[alerts["remit_week"] == when].reset_index(drop=True)
        for alerts in (known_then, whole)
    )
    pd.testing.assert_frame_equal(then, now, check_dtype=False)


def test_an_ended_alert_says_when_and_why_with_the_counts_of_its_last_two_weeks():
    alerts = signals_of(counted([USUAL] * 26 + [MORE] * 4 + [USUAL] * 8), {"97": "Bundled"}).alerts
    ended = alerts[alerts["status"] == "ended"].iloc[0]
    # 2 of 200 lines in weeks 31 and 32 are 1%, as are 26 of 2,600 before.
    assert ended["sentence"] == (
        "Blue · 99213: 1% denied for CARC 97 (Bundled), 1% is usual; since Jul 6, 2026 (2 of 200 "
        "lines in 2 weeks; 26 of 2,600 in the 26 weeks before; ended in the week of Aug 17, 2026: "
        "not unusual for two weeks)."
    )
    assert status_text(ended) == "Ended Aug 17"


def test_a_week_without_evidence_says_that_it_stands():
    alerts = signals_of(counted([USUAL] * 26 + [MORE] * 4 + [USUAL] * 8)).alerts
    quiet = alerts[alerts["remit_week"] == MONDAY + pd.Timedelta(weeks=31)].iloc[0]
    assert pd.isna(quiet["e_value"])
    assert alert_sentence(quiet.to_frame().T.assign(why_ended="").iloc[0], {}).endswith(
        "not unusual this week; ends after two such weeks)."
    )
