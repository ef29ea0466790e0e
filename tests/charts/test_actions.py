"""An action's weeks as drawn, and the bars of the meeting: figure data, not pictures."""

from types import SimpleNamespace

import pandas as pd

from analytics.charts.actions import action_chart
from analytics.charts.meeting import ranked_bars
from analytics.measures.actions import weekly_values

WEEKS = pd.DataFrame(
    {
        "counted_week": pd.date_range("2026-09-07", periods=4, freq="7D"),
        "counted_count": [2, 4, 1, 9],
        "total_count": [20, 20, 20, 20],
        "amount": [200.0, 400.0, 100.0, 900.0],
        "is_healthy": [True, True, True, False],
        "is_before": [True, True, False, False],
        "is_after": [False, False, True, True],
    }
)
ACTION = SimpleNamespace(
    measure="denial_rate", verdict="improved", before_value=0.15, after_value=0.05,
    usual_low=0.08, usual_high=0.3, decided_week=pd.Timestamp("2026-09-14"), done_date=pd.NaT,
)  # fmt: skip


def test_weeks_are_told_in_the_unit_of_the_measure_and_unhealthy_ones_are_left_out() -> None:
    assert weekly_values(WEEKS, "denial_rate")["value"].tolist() == [0.1, 0.2, 0.05]
    assert weekly_values(WEEKS, "denied_line_count")["value"].tolist() == [2, 4, 1]
    assert weekly_values(WEEKS, "denied_amount")["value"].tolist() == [200, 400, 100]


def test_after_differs_from_before_in_shape_and_the_usual_range_lies_over_it() -> None:
    figure = action_chart(weekly_values(WEEKS, "denial_rate"), ACTION)
    assert figure.data[0].marker.symbol == ("circle", "circle", "diamond")
    levels = [shape for shape in figure.layout.shapes if shape.type == "line" and shape.y0 != 0]
    assert [level.y0 for level in levels] == [0.15, 0.05]
    (band,) = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert (band.y0, band.y1) == (0.08, 0.3)
    assert [note.text for note in figure.layout.annotations] == ["decided"]


def test_an_action_of_which_no_week_is_loaded_still_draws() -> None:
    figure = action_chart(weekly_values(WEEKS.iloc[:0], "denial_rate"), ACTION)
    assert not len(figure.data[0].x)


def test_a_bar_of_the_meeting_carries_what_it_stands_for() -> None:
    rows = pd.DataFrame(
        {
            "label": ["97 Bundled\n99213 25 · BLUE", "16 Missing\n99213 · RED"],
            "carc_code": ["97", "16"],
            "denied_amount": [500.0, 20.0],
            "denied_line_count": [5, 1],
        }
    )
    bars = ranked_bars(rows, "label", "denied_amount", ("carc_code",), 300, 1.5, 40).data[0]
    assert bars.customdata.tolist() == [["97"], ["16"]]
    assert list(bars.text) == ["$500 · 5 lines", "$20 · 1 line"]
