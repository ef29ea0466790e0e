"""Outcomes of denials as stacked bars, and how fast denials are settled, as a curve."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, INK, ORANGE, dress, wrapped
from analytics.columns import heading_of
from analytics.vocabulary import TOO_FEW

# Each outcome: title, color, pattern: told apart in print and by any eye.
OUTCOMES = {
    "recovered": ("Recovered", BLUE, ""),
    "partly_recovered": ("Partly recovered", BLUE, "/"),
    "re_denied": ("Denied again", ORANGE, ""),
    "reversed": ("Reversed, nothing since", ORANGE, "x"),
    "open": ("Open, no later answer", GREY, ""),
}


def outcome_bars(rows: pd.DataFrame, key: str, with_code: bool = False) -> go.Figure:
    """Denied lines by outcome, one bar a row, first on top; beside it how many were overturned.

    Takes the frame of `measures.outcomes_by`. A bar carries its key in ``customdata``.
    """
    names = [
        wrapped(f"{code} · {label}" if with_code and code != label else label, 34, 2)
        for code, label in zip(rows[key], rows["label"], strict=True)
    ]
    places = list(range(len(rows)))
    figure = go.Figure(
        [
            go.Bar(
                x=rows[f"{outcome}_line_count"],
                y=places,
                orientation="h",
                name=title,
                marker={"color": color, "pattern_shape": shape, "line_width": 0},
                customdata=[[code] for code in rows[key]],
                text=[f"{count:,.0f}" if count else "" for count in rows[f"{outcome}_line_count"]],
                textposition="inside",
                insidetextanchor="middle",
                insidetextfont={"color": INK},
                textangle=0,
                constraintext="inside",
                hovertext=[
                    f"<b>{row.label}</b><br>{title}: {getattr(row, f'{outcome}_line_count'):,.0f} "
                    f"of {row.denied_line_count:,.0f} denied lines"
                    for row in rows.itertuples()
                ],
                hovertemplate="%{hovertext}<extra></extra>",
            )
            for outcome, (title, color, shape) in OUTCOMES.items()
        ]
    )
    for place, row in zip(places, rows.itertuples(), strict=True):
        figure.add_annotation(
            x=row.denied_line_count,
            y=place,
            text=_said(row),
            showarrow=False,
            xanchor="left",
            xshift=6,
        )
    figure.update_yaxes(tickvals=places, ticktext=names, range=[len(places) - 0.4, -0.6])
    longest = max(float(rows["denied_line_count"].max()) if len(rows) else 0, 1)
    figure.update_xaxes(title=heading_of("denied_line_count"), range=[0, longest * 1.42])
    figure = dress(figure, 110 + 34 * max(len(rows), 1), bargap=0.3, barmode="stack")
    return figure.update_layout(legend_traceorder="normal")


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


def _said(row: Any) -> str:
    """How many of the resolved lines were overturned."""
    overturned, resolved = row.overturned_line_count, row.resolved_line_count
    if resolved <= 0:
        return "none resolved yet"
    if resolved < TOO_FEW:
        return f"{overturned:,.0f} of {resolved:,.0f} overturned (too few to say)"
    return f"<b>{row.overturn_rate:.0%}</b> of {resolved:,.0f} resolved overturned"
