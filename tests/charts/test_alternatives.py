"""What a chart says to those who hear it."""

from __future__ import annotations

import plotly.graph_objects as go

from analytics.charts.alternatives import alternative


def test_bars_tell_their_number_and_the_first_three() -> None:
    words = [
        f"<b>{code}</b><br>${amount} denied" for code, amount in zip("ABCD", "4321", strict=True)
    ]
    figure = go.Figure(go.Bar(x=[4, 3, 2, 1], hovertext=words))
    assert alternative(figure, "reasons") == (
        "Chart: reasons, 4 bars. A: $4 denied; B: $3 denied; C: $2 denied."
    )


def test_a_line_tells_its_last_point_without_markup() -> None:
    words = ["<b>Week 1</b><br>10%", "<b>Week 2</b><br>12%<br>usual 9% to 11%"]
    figure = go.Figure(
        [
            go.Scatter(y=[0.1, 0.1], mode="lines"),  # a band says nothing
            go.Scatter(y=[0.1, 0.12], mode="lines+markers", text=words),
        ]
    )
    assert alternative(figure, "weekly trend") == (
        "Chart: weekly trend, 2 points; the last: Week 2: 12% usual 9% to 11%."
    )


def test_cells_tell_the_first() -> None:
    figure = go.Figure(go.Scatter(x=[0], y=[0], mode="markers", hovertext=["<b>BLUE</b><br>3"]))
    assert alternative(figure, "heatmap") == "Chart: heatmap, 1 points: BLUE: 3."


def test_a_chart_without_words_tells_its_name() -> None:
    assert alternative(go.Figure(go.Bar(y=[1])), "lags") == "Chart: lags."
