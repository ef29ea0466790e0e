"""Payers against denial categories, as a heatmap that can be clicked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.style import BLUES, COUNT, DOLLARS, INK, dress, rate_or_few, wrapped, written
from analytics.columns import heading_of

FORMATS = {"denied_amount": DOLLARS, "denied_line_count": COUNT, "denial_rate": ".1%"}
TITLES = {name: heading_of(name) for name in FORMATS}


def payer_category_heatmap(cells: pd.DataFrame, value: str, ink: str = INK) -> go.Figure:
    """Payers down, categories across, both largest first; each cell says its number.

    Takes the frame of `measures.matrix`. Heatmaps do not tell clicks, so an invisible point lies on
    each cell and carries payer and category in ``customdata``. ``ink`` must stand out on
    the theme's ground and on its blend with blue.
    """
    payers = list(dict.fromkeys(cells["payer_name"]))
    categories = list(dict.fromkeys(cells["category"]))
    across = cells["category"].map({name: at for at, name in enumerate(categories)})
    down = cells["payer_name"].map({name: at for at, name in enumerate(payers)})
    grid = cells.assign(across=across, down=down).pivot(index="down", columns="across")
    figure = go.Figure(
        [
            go.Heatmap(
                z=grid[value],
                x=list(range(len(categories))),
                y=list(range(len(payers))),
                colorscale=BLUES,
                zmin=0,
                showscale=False,
                xgap=2,
                ygap=2,
                hoverinfo="skip",
            ),
            go.Scatter(
                x=across,
                y=down,
                mode="markers+text",
                marker={"size": 1, "opacity": 0},
                text=[_cell(cell, value) for _, cell in cells.iterrows()],
                customdata=cells[["payer_name", "category"]].to_numpy(),
                textfont={"color": ink},
                hovertext=[_hover(cell) for cell in cells.itertuples()],
                hovertemplate="%{hovertext}<extra></extra>",
                showlegend=False,
            ),
        ]
    )
    figure.update_xaxes(
        tickvals=list(range(len(categories))),
        ticktext=[wrapped(name.replace("/", " / "), 13, 3) for name in categories],
        tickangle=0,
        side="top",
        showgrid=False,
        tickfont_size=11,
    )
    figure.update_yaxes(
        tickvals=list(range(len(payers))),
        ticktext=[wrapped(name, 24) for name in payers],
        autorange="reversed",
        showgrid=False,
        zeroline=False,
    )
    figure = dress(figure, 110 + 38 * max(len(payers), 1), showlegend=False)
    return figure.update_layout(hoverdistance=-1, margin_t=70)


def _cell(cell: pd.Series, value: str) -> str:
    """The number in a cell; nothing where nothing was denied."""
    return written(cell[value], FORMATS[value]) if cell["denied_line_count"] else ""


def _hover(cell: Any) -> str:
    """What a cell says when pointed at."""
    share = rate_or_few(cell.denial_rate, cell.adjudicated_line_count)
    return (
        f"<b>{cell.payer_name}</b><br>{cell.category}<br>{cell.denied_line_count:,.0f} of the "
        f"payer's {cell.adjudicated_line_count:,.0f} lines ({share})<br>"
        f"${cell.denied_amount:,.0f} denied"
    )
