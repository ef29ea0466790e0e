"""Weekly denial rates as lines, with the usual range shaded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts.style import BAND, BLUE, GREY, ORANGE, PERCENT, dress, rate_or_few, wrapped
from analytics.columns import heading_of
from analytics.vocabulary import TOO_FEW

WEEKS = {"remit": "Remittance", "service": "Service"}
PANEL_HEIGHT = 190
FEW_WEEKS = 4
DAYS = pd.Timedelta(days=4)  # of room beside the first and the last week


def weekly_trend(weekly: pd.DataFrame, date_basis: str = "remit") -> go.Figure:
    """The denial rate week by week. Takes filled weeks with their usual range, in order.

    A week above its range is an orange diamond, one below it a blue one; one of under 20 lines is
    hollow, one without lines is a gap. A point carries its Monday in ``customdata``.
    """
    figure = go.Figure(_traces(weekly, show_legend=True))
    figure.update_yaxes(title=f"{heading_of('denial_rate')} (% of lines)", tickformat=".0%")
    figure.update_xaxes(title=f"{WEEKS[date_basis]} week (its Monday)", tickformat="%b %-d\n%Y")
    figure.update_yaxes(rangemode="tozero")
    _name_few_weeks(figure, weekly)
    return dress(figure, 320)


def small_trend(weekly: pd.DataFrame, height: int = 224) -> go.Figure:
    """The same beside a list: no legend, no titles, and its last value written."""
    figure = go.Figure(_traces(weekly, show_legend=False))
    figure.update_traces(marker_size=_sizes(weekly, 4), selector={"mode": "lines+markers"})
    figure.update_yaxes(tickformat=".1~%", rangemode="tozero", nticks=5)
    figure.update_xaxes(tickformat="%b", nticks=7, showgrid=False)
    if len(weekly) > FEW_WEEKS:
        figure.update_xaxes(
            range=[weekly["remit_week"].min() - DAYS, weekly["remit_week"].max() + DAYS]
        )
    _name_few_weeks(figure, weekly)
    told = weekly[weekly["adjudicated_line_count"] >= TOO_FEW].tail(1)
    for week in told.itertuples():
        figure.add_annotation(
            x=week.remit_week,
            y=week.denial_rate,
            text=f"<b>{week.denial_rate:{PERCENT}}</b>",
            showarrow=False,
            xanchor="left",
            xshift=8,
        )
    return dress(figure, height, showlegend=False).update_layout(
        margin={"l": 8, "r": 52, "t": 8, "b": 8}
    )


def weekly_panels(
    weekly: pd.DataFrame, key: str, labels: dict[str, str], columns: int = 3
) -> go.Figure:
    """One small weekly trend per value of ``key``, all on one scale, in the order of ``labels``.

    A point carries its Monday and its key in ``customdata``.
    """
    rows = -(-len(labels) // columns)
    figure = make_subplots(
        rows=rows,
        cols=columns,
        shared_xaxes="all",
        shared_yaxes="all",
        subplot_titles=[wrapped(label, 42, 1) for label in labels.values()],
        vertical_spacing=0.30 / max(rows, 1),
        horizontal_spacing=0.03,
    )
    figure.add_traces(
        [
            {**trace, "xaxis": f"x{at + 1}", "yaxis": f"y{at + 1}"}
            for at, value in enumerate(labels)
            for trace in _traces(weekly[weekly[key] == value], show_legend=at == 0, value=value)
        ]
    )
    figure.update_yaxes(tickformat=".0%", range=[0, _top(weekly)], nticks=4)
    figure.update_xaxes(tickformat="%b %-d", nticks=4, showticklabels=True)
    figure.update_yaxes(title=f"{heading_of('denial_rate')} (%)", col=1)
    _name_few_weeks(figure, weekly)
    figure.update_annotations(font_size=13, xanchor="left")
    for at, note in enumerate(figure.layout.annotations):
        note.x = figure.layout[f"xaxis{at + 1 if at else ''}"].domain[0]
    dress(figure, 70 + PANEL_HEIGHT * rows)
    room = 1 + 44 / (PANEL_HEIGHT * rows)
    return figure.update_layout(margin_t=76, legend_y=room)


def _name_few_weeks(figure: go.Figure, weekly: pd.DataFrame) -> None:
    """Where weeks are few, each has its own tick: an axis of days would invent some between."""
    weeks = weekly["remit_week"].drop_duplicates()
    if len(weeks) <= FEW_WEEKS:
        figure.update_xaxes(tickvals=list(weeks))


def _top(weekly: pd.DataFrame) -> float:
    """How high the panels reach: as weeks of 20 lines and more do; thin weeks may stick out."""
    told = weekly[weekly["adjudicated_line_count"] >= TOO_FEW]
    highest = told[["denial_rate", "usual_high"]].max().max()
    return 0.5 if pd.isna(highest) else min(1.05, 1.1 * max(float(highest), 0.01))


def _traces(weekly: pd.DataFrame, show_legend: bool, value: str | None = None) -> list[dict]:
    """Usual range, its middle, and the rate itself; as plain dicts, which are checked only once."""
    weeks, odd = weekly["remit_week"], weekly["is_unusual"].to_numpy(bool)
    few = (weekly["adjudicated_line_count"] < TOO_FEW).to_numpy(bool)
    above = odd & (weekly["denial_rate"] > weekly["usual_high"]).to_numpy(bool)
    shapes = np.select([few, odd], ["circle-open", "diamond"], "circle").tolist()
    known = weekly[weekly["usual_rate"].notna()]
    quiet = {
        "type": "scatter",
        "x": known["remit_week"],
        "mode": "lines",
        "hoverinfo": "skip",
        "legendgroup": "usual",
    }
    edge = {**quiet, "line": {"width": 0}}
    return [
        {**edge, "y": known["usual_low"], "showlegend": False},
        {
            **edge,
            "y": known["usual_high"],
            "fill": "tonexty",
            "fillcolor": BAND,
            "name": "Usual range",
            "showlegend": show_legend,
        },
        {
            **quiet,
            "y": known["usual_rate"],
            "line": {"color": GREY, "width": 1, "dash": "dot"},
            "showlegend": False,
        },
        {
            "type": "scatter",
            "x": weeks,
            "y": weekly["denial_rate"],
            "mode": "lines+markers",
            "name": "Denial rate (diamond: outside the usual range; hollow: under 20 lines)",
            "showlegend": show_legend,
            "line": {"color": BLUE, "width": 2},
            "marker": {
                "symbol": shapes,
                "size": _sizes(weekly, 7),
                "color": np.where(above, ORANGE, BLUE).tolist(),
            },
            "customdata": [[day, value] for day in weeks.dt.strftime("%Y-%m-%d")],
            "text": [_hover(week) for week in weekly.itertuples()],
            "hovertemplate": "%{text}<extra></extra>",
        },
    ]


def _sizes(weekly: pd.DataFrame, usual: int) -> list[int]:
    """Of the points: larger where a week is unusual."""
    return np.where(weekly["is_unusual"].to_numpy(bool), 11, usual).tolist()


def _hover(week: Any) -> str:
    """What a week says when pointed at."""
    text = (
        f"<b>Week of {week.remit_week:%b %-d, %Y}</b><br>"
        f"{rate_or_few(week.denial_rate, week.adjudicated_line_count)}: "
        f"{week.denied_line_count:,.0f} of {week.adjudicated_line_count:,.0f} lines"
    )
    if pd.isna(week.usual_low):
        return text
    return f"{text}<br>usual {week.usual_low:{PERCENT}} to {week.usual_high:{PERCENT}}"
