"""Modifiers: denial rate of lines with one against like lines without."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, dress, wrapped

LIFT = 0.16  # how far the two points of a modifier stand apart


def modifier_chart(compared: pd.DataFrame) -> go.Figure:
    """Two points per modifier, each with its 95 % interval; the difference stands at the right.

    Takes compared modifiers. Filled circle = with, hollow diamond = without. A point carries the
    modifier in ``customdata``.
    """
    places = list(range(len(compared)))
    figure = go.Figure(
        [
            _points(compared, "with", "With the modifier", -LIFT, BLUE, "circle"),
            _points(compared, "without", "Like lines without it", LIFT, GREY, "diamond-open"),
        ]
    )
    highest = compared[["with_high", "without_high"]].max().max()
    edge = min(1.0, 0.05 if pd.isna(highest) else float(highest))
    for place, row in zip(places, compared.itertuples(), strict=True):
        figure.add_annotation(
            x=1, xref="paper", y=place, text=_said(row), showarrow=False, xanchor="right"
        )
    figure.update_yaxes(
        tickvals=places,
        ticktext=[
            f"<b>{row.modifier_code}</b> {wrapped(row.modifier_label, 34, 1)}"
            for row in compared.itertuples()
        ],
        range=[len(places) - 0.4, -0.6],
        showgrid=False,
    )
    figure.update_xaxes(
        title="Lines denied (% of lines answered), with 95% interval",
        tickformat=".0%",
        range=[0, edge * 1.45],
    )
    return dress(figure, 110 + 44 * max(len(places), 1))


def _points(
    compared: pd.DataFrame, side: str, name: str, lift: float, colour: str, symbol: str
) -> go.Scatter:
    """One side of the comparison."""
    rates, denied = compared[f"{side}_rate"], compared[f"{side}_denied_line_count"]
    lines = compared[f"{side}_adjudicated_line_count"]
    return go.Scatter(
        x=rates,
        y=[place + lift for place in range(len(compared))],
        mode="markers",
        name=name,
        marker={"size": 11, "color": colour, "symbol": symbol, "line_width": 2},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": compared[f"{side}_high"] - rates,
            "arrayminus": rates - compared[f"{side}_low"],
            "color": colour,
            "thickness": 1.5,
            "width": 3,
        },
        customdata=[[code] for code in compared["modifier_code"]],
        text=[
            f"<b>{code} {label}</b><br>{name}: {count:,.0f} of {total:,.0f} lines denied"
            for code, label, count, total in zip(
                compared["modifier_code"], compared["modifier_label"], denied, lines, strict=True
            )
        ],
        hovertemplate="%{text} (%{x:.1%})<extra></extra>",
    )


def _said(row: object) -> str:
    """The difference in points, or that it is too small or too few to call."""
    sizes = (
        f"{row.with_adjudicated_line_count:,.0f} / {row.without_adjudicated_line_count:,.0f} lines"
    )
    if row.verdict == "too few to say":
        return f"too few to say · {sizes}"
    sign = "−" if row.difference < 0 else "+"
    return f"{sign}{abs(row.difference) * 100:.1f} points, {row.verdict} · {sizes}"
