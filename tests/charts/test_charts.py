"""Each chart draws the frame it is given: figure data, not pictures."""

import pandas as pd

from analytics.charts.style import BLUE, ORANGE
from analytics.charts.weekly import small_trend, weekly_panels, weekly_trend
from analytics.measures.weeks import fill_weeks, usual_range


def weekly() -> pd.DataFrame:
    """13 weeks of 10 in 100, one without answers, one of 40 in 100, one of 2 in 10."""
    rows = pd.DataFrame(
        {
            "remit_week": pd.date_range("2026-06-01", periods=16, freq="7D"),
            "denied_line_count": [10] * 13 + [0, 40, 2],
            "adjudicated_line_count": [100] * 13 + [0, 100, 10],
        }
    )
    return usual_range(fill_weeks(rows))


def test_an_unusual_week_has_another_shape_and_a_thin_one_is_hollow():
    line = weekly_trend(weekly()).data[-1]
    assert line.marker.symbol[-2:] == ("diamond", "circle-open")
    assert set(line.marker.symbol[:13]) == {"circle"}
    assert pd.isna(line.y[13])  # the week without answers is a gap, not a zero


def test_a_week_can_be_clicked_and_tells_its_lines():
    line = weekly_trend(weekly()).data[-1]
    assert line.customdata[14][0] == "2026-09-07"
    assert "40 of 100 lines" in line.text[14]


def test_each_panel_draws_its_own_key_in_the_order_given():
    both = pd.concat([weekly().assign(payer_name=name) for name in ("A", "B")])
    figure = weekly_panels(both, "payer_name", {"B": "Bee", "A": "Ay"})
    assert [note.text for note in figure.layout.annotations] == ["Bee", "Ay"]
    assert figure.data[3].customdata[0][1] == "B"
    assert len(figure.data) == 8


def test_a_small_trend_writes_its_last_rate_unless_it_is_of_too_few_lines():
    rows = weekly()
    (note,) = small_trend(rows[:15]).layout.annotations
    assert (note.text, note.y) == ("<b>40.0%</b>", 0.4)
    # The last week has 10 lines: the one before it is the last of which a rate is told.
    (note,) = small_trend(rows).layout.annotations
    assert note.text == "<b>40.0%</b>"


def test_above_the_usual_range_is_orange_and_below_it_is_not():
    rows = weekly().iloc[:15].reset_index(drop=True)
    below = rows.assign(denial_rate=[*rows["denial_rate"][:14], 0.0])
    assert small_trend(rows).data[-1].marker.color[14] == ORANGE
    assert small_trend(below).data[-1].marker.color[14] == BLUE
    assert small_trend(below).data[-1].marker.symbol[14] == "diamond"
