"""The flow of claims as bands between stages, every stage and band to be clicked.

Plotly's own Sankey tells no clicks, so stages are bars and bands are filled curves, along which
invisible points take the clicks.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUE, GREY, INK, ORANGE, dress

HEIGHT, HEAD, FOOT = 470, 46, 8  # pixels: the picture, above and below its columns
GAP = 46  # pixels between two stages, for the label of the lower one
LEAST = 4  # pixels: a stage of one claim among thousands can still be seen and clicked
BAR = 0.045  # width of a stage, of the distance between columns
STEPS = 24  # points along a band
HANDLE, LEAST_HANDLE = 24, 9  # pixels: how thick a point that takes clicks is
COLUMNS = ("Sent", "What happened first", "What has become of it")
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
# What is still open stands out from what has no answer yet by its place and its own colour.
COLOURS_AT_LAST = COLOURS | {"open": AMBER}


def flow_chart(stages: pd.DataFrame, bands: pd.DataFrame, value: str, ink: str = INK) -> go.Figure:
    """Stages in three columns as high as their ``value``, with the bands between them.

    Takes the two frames of `measures.claim_flow`. Every mark carries first and final stage in
    ``customdata``. Heights are pixels from the top, so that labels keep their distance. ``ink``
    must stand out on the theme's ground and on the bands.
    """
    placed = _placed(stages, value)
    drawn = _curves(placed, bands, value)
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


def _placed(stages: pd.DataFrame, value: str) -> pd.DataFrame:
    """Stages with ``top`` and ``height``; the last column begins beside the second of the first."""
    tallest = int((stages["column_number"] == 1).sum())
    room = HEIGHT - HEAD - FOOT - 22 - GAP * (tallest - 1) - LEAST * tallest
    total = max(float(stages.loc[stages["column_number"] == 0, value].sum()), 1e-9)
    heights = LEAST + stages[value].astype(float) / total * room
    tops, below = [], dict.fromkeys((0, 1, 2), 22.0)
    for place, (number, height) in enumerate(zip(stages["column_number"], heights, strict=True)):
        if number == 2 and below[2] == 22.0:
            below[2] = _second_of_first(stages, tops, place)
        tops.append(below[number])
        below[number] += height + GAP
    return stages.assign(top=tops, height=heights.to_numpy(), scale=room / total)


def _second_of_first(stages: pd.DataFrame, tops: list[float], place: int) -> float:
    """Where the last column begins: beside the first stage claims flow on from."""
    flowing = [
        top
        for top, number, stage in zip(tops, stages["column_number"], stages["stage"], strict=False)
        if number == 1 and stage != "paid"
    ]
    return max(22.0, flowing[0] - GAP / 2) if flowing else 22.0


def _curves(placed: pd.DataFrame, bands: pd.DataFrame, value: str) -> list[dict]:
    """Each band as the way of its middle: from its share of one stage to its share of the next.

    Bands leave and arrive in the order of the stages at their other end, so that few cross.
    """
    at = placed.set_index(["column_number", "stage"])
    orders = {key: place for place, key in enumerate(at.index)}
    left = {key: row.top + LEAST / 2 for key, row in at.iterrows()}
    arrived = dict(left)
    rows = [
        (row, (row.column_number, row.from_stage), (row.column_number + 1, row.to_stage))
        for row in bands.itertuples()
    ]
    drawn = []
    for row, start, end in sorted(rows, key=lambda each: (orders[each[1]], orders[each[2]])):
        thick = float(getattr(row, value)) * placed["scale"].iloc[0]
        first, last = left[start] + thick / 2, arrived[end] + thick / 2
        left[start] += thick
        arrived[end] += thick
        share = [step / STEPS for step in range(STEPS + 1)]
        drawn.append(
            {
                "x": [start[0] + BAR / 2 + part * (1 - BAR) for part in share],
                "y": [first + (last - first) * part * part * (3 - 2 * part) for part in share],
                "thick": max(thick, 1.5),
                "colour": COLOURS[row.to_stage if start[0] == 0 else row.from_stage],
                "key": [row.first_stage, row.final_stage],
                "text": f"<b>{at.loc[start, 'label']} → {at.loc[end, 'label']}</b><br>{row.said}",
            }
        )
    return drawn


def _band(curve: dict) -> go.Scatter:
    """A band, seen only: what takes clicks lies above it."""
    half = curve["thick"] / 2
    return go.Scatter(
        x=curve["x"] + curve["x"][::-1],
        y=[y - half for y in curve["y"]] + [y + half for y in reversed(curve["y"])],
        mode="lines",
        line_width=0,
        fill="toself",
        fillcolor=_pale(curve["colour"]),
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


def _pale(colour: str) -> str:
    """The colour of a stage as that of a band."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, 0.28)"
