"""Weeks filled in, the usual range, the change."""

import math
from datetime import date

import pandas as pd
import pytest

from analytics.measures.weeks import fill_weeks, usual_range, week_against_before

FIRST = pd.Timestamp("2026-08-03")


def weeks_of(denied: list[int], lines: list[int], first: pd.Timestamp = FIRST) -> pd.DataFrame:
    """Consecutive weeks; a week of zero lines is left out, as SQL leaves it out."""
    rows = pd.DataFrame(
        {
            "remit_week": pd.date_range(first, periods=len(denied), freq="7D"),
            "denied_line_count": denied,
            "adjudicated_line_count": lines,
        }
    )
    return rows[rows["adjudicated_line_count"] > 0]


def test_a_week_without_answers_is_there_without_a_rate():
    weekly = fill_weeks(weeks_of([2, 0, 3], [10, 0, 12]))
    assert weekly["remit_week"].tolist() == [FIRST + pd.Timedelta(weeks=at) for at in range(3)]
    assert weekly["adjudicated_line_count"].tolist() == [10, 0, 12]
    assert math.isnan(weekly["denial_rate"][1])


def test_weeks_may_come_as_dates():
    rows = weeks_of([2], [10]).assign(remit_week=[date(2026, 8, 3)])
    assert fill_weeks(rows)["denial_rate"].tolist() == [0.2]


def test_a_reason_not_seen_in_a_week_is_none_of_all_lines():
    totals = fill_weeks(weeks_of([2, 5], [10, 20]))
    rows = pd.DataFrame(
        {
            "remit_week": [FIRST],
            "carc_code": ["97"],
            "category": ["Bundling/NCCI"],
            "denied_line_count": [2],
            "adjudicated_line_count": [10],
        }
    )
    filled = fill_weeks(rows, key="carc_code", totals=totals)
    assert filled["denial_rate"].tolist() == [0.2, 0.0]
    assert filled["adjudicated_line_count"].tolist() == [10, 20]
    assert filled["category"].tolist() == ["Bundling/NCCI"] * 2


def test_a_payer_silent_in_a_week_has_no_rate_there():
    rows = pd.concat(
        [
            weeks_of([1, 1], [4, 4]).assign(payer_name="Alpha"),
            weeks_of([2], [4]).assign(payer_name="Beta"),
        ]
    )
    beta = fill_weeks(rows, key="payer_name").query("payer_name == 'Beta'")
    assert beta["denial_rate"].iloc[0] == 0.5 and math.isnan(beta["denial_rate"].iloc[1])


def test_the_usual_range_is_three_deviations_about_the_median_of_the_weeks_before():
    # 13 weeks of 10 in 100: center 0.1; p = 131/1302; no more scatter than chance, so s = 1
    # half = 3 * sqrt(p(1-p)/100) = 3 * 0.030083 = 0.090248
    weekly = usual_range(fill_weeks(weeks_of([10] * 13 + [30], [100] * 14)))
    last = weekly.iloc[-1]
    assert last.usual_rate == 0.1
    assert last.usual_low == pytest.approx(0.1 - 0.090248, abs=1e-5)
    assert last.usual_high == pytest.approx(0.1 + 0.090248, abs=1e-5)
    assert last.is_unusual and not weekly.iloc[-2].is_unusual


def test_one_odd_week_does_not_move_what_is_usual():
    weekly = usual_range(fill_weeks(weeks_of([10] * 6 + [60] + [10] * 6 + [10], [100] * 14)))
    assert weekly.iloc[-1].usual_rate == 0.1


def test_weeks_that_scatter_widely_have_a_wide_range():
    # one week at 0.10, six at 0.04, six at 0.16: the median distance from the median 0.10 is 0.06,
    # so s · √(p(1−p)/100) = 1.4826 · 0.06 and half = 3 · 1.4826 · 0.06 = 0.266868
    weekly = usual_range(fill_weeks(weeks_of([10] + [4, 16] * 6 + [30], [100] * 14)))
    last = weekly.iloc[-1]
    assert last.usual_rate == 0.1
    assert last.usual_high == pytest.approx(0.366868) and not last.is_unusual


def test_too_few_weeks_say_nothing_about_what_is_usual():
    weekly = usual_range(fill_weeks(weeks_of([1] * 8, [10] * 8)))
    assert weekly["usual_rate"].isna().all() and not weekly["is_unusual"].any()
    assert usual_range(fill_weeks(weeks_of([1] * 9, [10] * 9)))["usual_rate"].notna().sum() == 1


def test_the_week_under_review_has_a_row_though_nobody_was_answered_in_it():
    weekly = fill_weeks(weeks_of([1, 1], [10, 10]), until=FIRST + pd.Timedelta(weeks=3))
    assert weekly["adjudicated_line_count"].tolist() == [10, 10, 0, 0]


def test_the_eight_week_average_is_pooled_never_a_mean_of_rates():
    # before: 1 of 10 and 30 of 90 → 31 of 100 = 31 %; this week 20 of 50 = 40 %
    weekly = fill_weeks(weeks_of([1, 30, 20], [10, 90, 50]))
    change = week_against_before(
        weekly, FIRST + pd.Timedelta(weeks=2), "denied_line_count", "adjudicated_line_count"
    )
    assert change["value"] == 0.4
    assert change["average"] == pytest.approx(0.31)
    assert change["change"] == pytest.approx(0.4 - 30 / 90)
    assert change["against_average"] == pytest.approx(0.09)


def test_the_first_week_has_nothing_to_be_compared_with():
    change = week_against_before(fill_weeks(weeks_of([1], [10])), FIRST)
    assert change["value"] == 1 and math.isnan(change["change"])
