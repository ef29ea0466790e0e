"""Breakdowns: Pareto of denials, and bars with counts beside rates."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import (
    BLUE,
    COUNT,
    DOLLARS,
    GREY,
    ORANGE,
    dress,
    rate_or_few,
    wrapped,
    written,
)
from analytics.columns import heading_of

REACHES = (1.08, 1.16, 1.25, 1.35, 1.5)  # 100% on the right axis stands at 1
TITLES = {name: heading_of(name) for name in ("denied_amount", "denied_line_count")}


def pareto_chart(rows: pd.DataFrame, key: str, label: str, value: str) -> go.Figure:
    """Bars largest first, and the running share of the total as a line on the right axis.

    Takes the frame of `measures.pareto`. A bar carries its key in ``customdata``.
    """
    form = DOLLARS if value == "denied_amount" else COUNT
    names = [
        f"<b>{code}</b><br>{wrapped(text, 14, 3)}" if text and code != text else wrapped(code, 14)
        for code, text in zip(rows[key], rows[label], strict=True)
    ]
    places = list(range(len(rows)))
    figure = go.Figure(
        [
            go.Bar(
                x=places,
                y=rows[value],
                name=TITLES[value],
                marker_color=[GREY if code == "All others" else BLUE for code in rows[key]],
                customdata=[[code] for code in rows[key]],
                text=[written(number, form) for number in rows[value]],
                textposition="outside",
                cliponaxis=False,
                hovertext=[_hover(row, getattr(row, label)) for row in rows.itertuples()],
                hovertemplate="%{hovertext}<extra></extra>",
            ),
            go.Scatter(
                x=places,
                y=rows["cumulative_share"],
                name="Running share of the total",
                yaxis="y2",
                mode="lines+markers",
                line={"color": ORANGE, "width": 2},
                marker={"size": 6, "symbol": "square"},
                hovertemplate="the first %{pointNumber} and this one: %{y:.0%}<extra></extra>",
            ),
        ]
    )
    figure.update_xaxes(tickvals=places, ticktext=names, tickangle=0, tickfont_size=11)
    figure.update_layout(
        yaxis={"title": TITLES[value], "tickformat": form, "range": _room(rows[value])},
        yaxis2={
            "title": "Running share (%)",
            "overlaying": "y",
            "side": "right",
            "range": [0, _reach(rows[value], rows["cumulative_share"])],
            "tickvals": [0, 0.2, 0.4, 0.6, 0.8, 1],
            "tickformat": ".0%",
            "showgrid": False,
        },
    )
    return dress(figure, 420, bargap=0.35)


def bar_chart(
    rows: pd.DataFrame, key: str, label: str, value: str = "denied_amount", room: float = 1.3
) -> go.Figure:
    """Horizontal bars, first row on top; beside each its dollars, lines and rate.

    Takes the frame of `measures.breakdown`. A bar carries its key in ``customdata``. ``room`` is
    the length of the axis in longest bars: more on narrow charts, for the text beside.
    """
    names = [wrapped(text, 34, 2) for text in rows[label].where(rows[label] != "", rows[key])]
    figure = go.Figure(
        go.Bar(
            x=rows[value],
            y=list(range(len(rows))),
            orientation="h",
            marker_color=[GREY if code == "All others" else BLUE for code in rows[key]],
            customdata=[[code] for code in rows[key]],
            text=[_beside(row) for row in rows.itertuples()],
            textposition="outside",
            cliponaxis=False,
            hovertext=[_hover(row, getattr(row, label)) for row in rows.itertuples()],
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    form = DOLLARS if value == "denied_amount" else COUNT
    figure.update_yaxes(
        tickvals=list(range(len(rows))), ticktext=names, autorange="reversed", title=None
    )
    figure.update_xaxes(title=TITLES[value], tickformat=form, range=_room(rows[value], room))
    return dress(figure, 90 + 34 * max(len(rows), 1), bargap=0.3, showlegend=False)


def _reach(values: pd.Series, shares: pd.Series) -> float:
    """How high the right axis reaches, so that its line misses the numbers above the bars."""
    above = values / max(_room(values)[1], 1) + 0.03  # the middle of a number, of the height

    def gap(reach: float) -> float:
        return float((shares / reach - above).abs().min())

    return next((reach for reach in REACHES if gap(reach) > 0.055), max(REACHES, key=gap))


def _room(values: pd.Series, factor: float = 1.08) -> list[float]:
    """An axis from zero with room for the text beside the longest bar."""
    return [0, max(float(values.max()) if len(values) else 0, 1) * factor]


def _rate(row: Any) -> str:
    """A row's rate, or that it has too few lines for one."""
    return rate_or_few(row.denial_rate, row.adjudicated_line_count)


def _beside(row: Any) -> str:
    """Dollars, lines and rate beside a bar."""
    return f"${row.denied_amount:,.0f} · {row.denied_line_count:,.0f} lines · {_rate(row)}"


def _hover(row: Any, label: str) -> str:
    """What a bar says when pointed at: full label, then dollars, lines, rate."""
    text = (
        f"<b>{label}</b><br>${row.denied_amount:,.0f} denied, ${row.open_amount:,.0f} of it still "
        "denied"
    )
    return (
        f"{text}<br>{row.denied_line_count:,.0f} of {row.adjudicated_line_count:,.0f} lines "
        f"({_rate(row)})"
    )
