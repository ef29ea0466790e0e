"""Weeks that mature: solid, dashed, absent."""

import pandas as pd
import pytest

from analytics.charts.maturity import maturity_trend
from analytics.measures.maturity import maturing, maturity_sentence


def weeks(*rows: tuple) -> pd.DataFrame:
    """Submitted, answered, denied, pending at that age in mature weeks, later denied."""
    names = ["submitted_line_count", "answered_line_count", "denied_line_count",
             "mature_pending_line_count", "mature_later_denied_line_count"]  # fmt: skip
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(
        line_week=pd.date_range("2026-01-05", periods=len(rows), freq="7D"),
        pending_line_count=frame.submitted_line_count - frame.answered_line_count,
        mature_week_count=26,
    )


FOUR = weeks((100, 100, 8, 0, 0), (100, 90, 9, 50, 10), (100, 50, 4, 80, 8), (100, 49, 5, 90, 9))


def test_a_rate_is_solid_dashed_or_absent_by_its_share_answered():
    told = maturing(FOUR)
    assert list(told.standing) == ["solid", "solid", "dashed", "absent"]
    # 8/100; (9 + 10 x 10/50)/100; (4 + 50 x 8/80)/100; none
    assert told.denial_rate.tolist()[:3] == pytest.approx([0.08, 0.11, 0.09])
    assert pd.isna(told.denial_rate[3])


def test_where_no_mature_week_tells_pending_lines_are_like_the_answered():
    told = maturing(weeks((100, 80, 8, 0, 0)))
    assert told.denial_rate[0] == pytest.approx((8 + 20 * 0.1) / 100)


def test_the_sentence_names_the_newest_week_to_rely_on():
    assert maturity_sentence(maturing(FOUR)) == (
        "The newest week with 90% of answers in is that of Jan 12, 2026: 11.0% of "
        "100 lines denied or likely to be, 90.0% answered. Of the weeks after it 1 "
        "is half answered and drawn as an estimate, 1 left out."
    )
    assert "too early" in maturity_sentence(maturing(FOUR.tail(2)))


def test_the_trend_is_solid_then_dashed_then_absent():
    dashed, solid = maturity_trend(maturing(FOUR)).data
    assert (solid.line.dash, dashed.line.dash) == ("solid", "dash")
    assert [not pd.isna(rate) for rate in solid.y] == [True, True, False, False]
    assert [not pd.isna(rate) for rate in dashed.y] == [False, True, True, False]
    assert list(dashed.marker.size) == [0, 0, 7, 0]  # it begins at the last solid point
