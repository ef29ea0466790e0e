"""Each chart draws the frame it is given: figure data, not pictures."""

import pandas as pd

from analytics.charts.breakdowns import bar_chart, pareto_chart
from analytics.charts.payers import payer_category_heatmap
from analytics.charts.weekly import weekly_panels, weekly_trend
from analytics.measures.breakdowns import breakdown, matrix, pareto
from analytics.measures.weeks import fill_weeks, usual_range


def reasons() -> pd.DataFrame:
    """Three reasons of 100 lines; a denied line is worth $10."""
    return pd.DataFrame(
        {
            "carc_code": ["97", "16", "50"],
            "reason_label": ["Bundled", "Something missing or wrong on the claim", "Not necessary"],
            "adjudicated_line_count": 100,
            "denied_line_count": [6, 3, 1],
            "denied_amount": [60.0, 30.0, 10.0],
            "open_amount": [6.0, 0.0, 0.0],
        }
    )


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


def test_the_pareto_line_ends_at_everything():
    rows = pareto(breakdown(reasons(), "carc_code", shared_denominator=True), "denied_amount")
    bars, line = pareto_chart(rows, "carc_code", "reason_label", "denied_amount").data
    assert list(bars.y) == [60, 30, 10]
    assert list(line.y) == [0.6, 0.9, 1.0]
    assert [point[0] for point in bars.customdata] == ["97", "16", "50"]
    assert bars.text[0] == "$60"


def test_a_long_label_is_cut_on_the_axis_and_whole_in_the_hover():
    rows = pareto(breakdown(reasons(), "carc_code", shared_denominator=True), "denied_line_count")
    figure = pareto_chart(rows, "carc_code", "reason_label", "denied_line_count")
    assert (
        figure.layout.xaxis.ticktext[1] == "<b>16</b><br>Something<br>missing or<br>wrong on the…"
    )
    assert "Something missing or wrong on the claim" in figure.data[0].hovertext[1]


def test_a_bar_stands_beside_its_count_and_rate():
    rows = breakdown(reasons(), "carc_code", shared_denominator=True)
    assert bar_chart(rows, "carc_code", "reason_label").data[0].text[0] == ("$60 · 6 lines · 6.0%")


def test_every_cell_of_the_heatmap_has_a_point_to_click():
    cells = matrix(
        pd.DataFrame(
            {
                "payer_name": ["A", "B"],
                "category": ["Auth", "Coding"],
                "adjudicated_line_count": [40, 10],
                "denied_line_count": [4, 2],
                "denied_amount": [40.0, 20.0],
            }
        ),
        "payer_name",
        "category",
    )
    heat, points = payer_category_heatmap(cells, "denied_line_count").data
    assert heat.z.tolist() == [[4, 0], [0, 2]]
    assert [tuple(point) for point in points.customdata] == [
        ("A", "Auth"),
        ("A", "Coding"),
        ("B", "Auth"),
        ("B", "Coding"),
    ]
    assert list(points.text) == ["4", "", "", "2"]
    assert "too few to say" in points.hovertext[3]
