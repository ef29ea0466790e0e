"""The printed trend: told apart by shape, whole without color."""

from __future__ import annotations

import pandas as pd

from analytics.charts.printed import printed_trend

NONE = float("nan")
WEEKS = pd.DataFrame(
    {
        "remit_week": pd.date_range("2026-09-07", periods=5, freq="7D"),
        "adjudicated_line_count": [100, 100, 0, 10, 100],
        "denial_rate": [0.10, 0.30, NONE, 0.10, 0.20],
        "usual_low": [0.05, 0.05, NONE, 0.0, 0.05],
        "usual_high": [0.15, 0.15, NONE, 0.4, 0.25],
        "is_unusual": [False, True, False, False, False],
    }
)


def test_a_week_has_the_shape_of_what_it_says() -> None:
    svg = printed_trend(WEEKS, "Rates")
    assert svg.count("<circle") == 3  # two ordinary weeks and one of under 20 lines
    assert svg.count('fill="#FFF" stroke') == 1  # which is hollow
    assert svg.count('<polygon points="') == 2  # the band, and the diamond of the odd week


def test_a_week_without_lines_is_a_gap() -> None:
    assert printed_trend(WEEKS, "Rates").count('stroke-width="1.5"') == 2


def test_the_last_rate_stands_beside_its_point_and_words_stand_for_the_picture() -> None:
    svg = printed_trend(WEEKS, 'Rates of "A & B"')
    assert ">20.0%</text>" in svg
    assert 'aria-label="Rates of &quot;A &amp; B&quot;.' in svg


def test_it_has_black_white_and_greys_only() -> None:
    colours = {part[:4] for part in printed_trend(WEEKS, "Rates").split("#")[1:]}
    assert colours <= {'111"', 'DDD"', 'AAA"', 'FFF"'}


def test_weeks_without_a_usual_range_are_drawn_without_one() -> None:
    bare = WEEKS.assign(usual_low=NONE, usual_high=NONE, is_unusual=False)
    assert "<polygon" not in printed_trend(bare, "Rates")
