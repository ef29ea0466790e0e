"""How fast denials are settled, as a curve."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, dress


def resolution_chart(curve: pd.DataFrame, marks: pd.DataFrame) -> go.Figure:
    """Share of denials answered again, and paid, by days since the denial; read at 30, 60, 90.

    Takes the frames of `measures.resolution_curve` and `measures.marks_of`. A step stands until the
    next day on which something came.
    """
    figure, zero = go.Figure(), [0] if len(curve) else []
    for name, title, color, dash, place in (
        ("settled_rate", "Answered again, with any result", GREY, "dot", "top left"),
        ("overturned_rate", "Paid, in whole or in part", BLUE, "solid", "bottom right"),
    ):
        figure.add_trace(
            go.Scatter(
                x=[*zero, *curve["waited_days"]],
                y=[*zero, *curve[name]],
                customdata=[
                    [int(count)]
                    for count in [
                        *curve["watched_line_count"].head(1),
                        *curve["watched_line_count"],
                    ]
                ],
                mode="lines",
                name=title,
                line={"color": color, "width": 2, "dash": dash, "shape": "hv"},
                hovertemplate="within %{x:.0f} days: %{y:.1%} (of %{customdata[0]:,} denials "
                "watched that long)<extra></extra>",
            )
        )
        figure.add_trace(
            go.Scatter(
                x=marks["waited_days"],
                y=marks[name],
                mode="markers+text",
                marker={"size": 9, "color": color},
                text=[f"{share:.0%}" for share in marks[name]],
                textposition=place,
                hoverinfo="skip",
                showlegend=False,
            )
        )
    highest = float(curve["settled_rate"].max()) if len(curve) else 1.0
    figure.update_yaxes(
        title="Denials (% of those old enough)", tickformat=".0%", range=[0, highest * 1.15]
    )
    figure.update_xaxes(title="Days since the denial", dtick=30, rangemode="tozero")
    return dress(figure, 340)
