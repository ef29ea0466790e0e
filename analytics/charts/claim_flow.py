"""The flow of claims as bands between stages, every stage and band to be clicked.

Plotly's own Sankey tells no clicks, so stages are bars and bands are filled curves, along which
invisible points take the clicks.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.flow_places import BAR, HEAD, HEIGHT, curves, placed_stages
from analytics.charts.style import BLUE, GREY, INK, ORANGE, dress

HANDLE, LEAST_HANDLE = 24, 9  # pixels: how thick a point that takes clicks is
COLUMNS = ("Sent", "What happened first", "Outcome so far")
PURPLE, SLATE, AMBER = "#8E5BB5", "#5F6B7A", "#C79A1B"
COLOURS = {
    "submitted": SLATE,
    "paid": BLUE,
    "denied": ORANGE,
    "rejected": PURPLE,
    "recovered": BLUE,
    "written_off": SLATE,
    "open": GREY,
}
# What is still open stands out from what has no answer yet by its place and its own color.
COLOURS_AT_LAST = COLOURS | {"open": AMBER}


def flow_chart(stages: pd.DataFrame, bands: pd.DataFrame, value: str, ink: str = INK) -> go.Figure:
    """Stages in three columns as high as their ``value``, with the bands between them.

    Takes the two frames of `measures.claim_flow`. Every mark carries first and final stage in
    ``customdata``. Heights are pixels from the top, so that labels keep their distance. ``ink``
    must stand out on the theme's ground and on the bands.
    """
    placed = placed_stages(stages, value)
    drawn = curves(placed, bands, value)
    figure = go.Figure(
        [
            *(_band(curve) for curve in drawn),
            *(_handles(curve) for curve in drawn),
            _bars(placed),
            _labels(placed, ink),
        ]
    )
    for number, title in enumerate(COLUMNS):
        figure.add_annotation(
            x=number - BAR / 2,
            y=-HEAD + 10,
            text=title,
            showarrow=False,
            xanchor="left",
            font_size=12,
            opacity=0.7,
        )
    figure.update_xaxes(visible=False, range=[-BAR, 2.62], fixedrange=True)
    figure.update_yaxes(visible=False, range=[HEIGHT - HEAD, -HEAD], fixedrange=True)
    figure = dress(figure, HEIGHT, showlegend=False, barmode="overlay")
    return figure.update_layout(margin={"l": 0, "r": 0, "t": 0, "b": 0})


def _band(curve: dict) -> go.Scatter:
    """A band, seen only: what takes clicks lies above it."""
    half = curve["thick"] / 2
    return go.Scatter(
        x=curve["x"] + curve["x"][::-1],
        y=[y - half for y in curve["y"]] + [y + half for y in reversed(curve["y"])],
        mode="lines",
        line_width=0,
        fill="toself",
        fillcolor=_pale(COLOURS[curve["stage"]]),
        hoverinfo="skip",
    )


def _handles(curve: dict) -> go.Scatter:
    """Invisible points all over a band; along a thin one they are somewhat thicker than it is."""
    rows = -(-int(curve["thick"]) // HANDLE) or 1
    size = curve["thick"] / rows
    shifts = [size * (row + 0.5) - curve["thick"] / 2 for row in range(rows)]
    middle = list(zip(curve["x"], curve["y"], strict=True))[1:-1]
    return go.Scatter(
        x=[x for _ in shifts for x, _ in middle],
        y=[y + shift for shift in shifts for _, y in middle],
        mode="markers",
        marker={"size": max(size, LEAST_HANDLE), "opacity": 0},
        customdata=[curve["key"]] * (len(middle) * rows),
        hovertext=curve["text"],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _bars(placed: pd.DataFrame) -> go.Bar:
    """The stages."""
    return go.Bar(
        x=placed["column_number"],
        y=placed["height"],
        base=placed["top"],
        width=BAR,
        marker_color=[
            (COLOURS_AT_LAST if number == 2 else COLOURS)[stage]
            for number, stage in zip(placed["column_number"], placed["stage"], strict=True)
        ],
        marker_line_width=0,
        unselected_marker_opacity=1,
        customdata=placed[["first_stage", "final_stage"]].to_numpy(),
        hovertext=[f"<b>{row.label}</b><br>{row.said}" for row in placed.itertuples()],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _labels(placed: pd.DataFrame, ink: str) -> go.Scatter:
    """Name and numbers above each stage; a click on them is one on the stage."""
    return go.Scatter(
        x=placed["column_number"] - BAR / 2,
        y=placed["top"] - 2,
        mode="text",
        text=[f"<b>{row.label}</b>  {row.said}" for row in placed.itertuples()],
        textposition="top right",
        textfont={"color": ink, "size": 13},
        unselected_textfont_color=ink,
        customdata=placed[["first_stage", "final_stage"]].to_numpy(),
        hovertemplate="%{text}<extra></extra>",
    )


def _pale(color: str) -> str:
    """The color of a stage as that of a band."""
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.28)"
